using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Activations;

/// <summary>
/// Prints softmax, which couples the values of a row. Sums and maxima over a row are taken in 16 virtual lanes and one fixed tree, so that they do not
/// depend on the width of the machine's vectors.
/// </summary>
internal static class SoftmaxEmitter
{
    /// <summary><c>NAME&lt;V&gt;(ref source, ref destination, rows)</c>: each row's probabilities; may work in place.</summary>
    public static void EmitForward(CodeWriter writer, string name, int width)
    {
        int stride = Panels.Padded(width);
        writer.Separate();
        writer.Summary($"Softmax of each row: aⱼ = e^(zⱼ − max z)/Σᵢ e^(zᵢ − max z), [rows, {width}].");
        using (writer.KernelApart(name, "ref float source, ref float destination, int rows"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[16];");
            writer.Line("ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                RowLoops.EmitRowMaximum(writer, width, "source");
                RowLoops.EmitLanes(writer, width, "sum", inside =>
                {
                    string exponential = $"{KernelText.Simd}VectorMath.Exp(V.Load(ref source, column) - V.Broadcast(maximum))";
                    writer.Line($"V e = {(inside is null ? exponential : $"{inside} & {exponential}")};");
                    writer.Line("V.Store(e, ref destination, column);");
                    writer.Line("sum = sum + e;");
                });
                writer.Line($"V total = V.Broadcast({KernelText.Simd}Reductions.Sum<V>(ref lane0, 16));");
                using (writer.Block($"for (int column = 0; column < {stride}; column += V.Count)"))
                    writer.Line("V.Store(V.Load(ref destination, column) / total, ref destination, column);");
                writer.Line($"source = ref At(ref source, {stride});");
                writer.Line($"destination = ref At(ref destination, {stride});");
            }
        }
    }

    /// <summary>The gradient: zⱼ's derivative from those by a.</summary>
    public static void EmitBackward(CodeWriter writer, int width)
    {
        int stride = Panels.Padded(width);
        writer.Separate();
        writer.Summary("The derivative by z from the one by a, for each row: aⱼ·(dⱼ − Σᵢ aᵢ·dᵢ).");
        using (writer.KernelApart("ActivationGradient", "ref float kept, ref float delta, ref float result, int rows"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[16];");
            writer.Line("ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                RowLoops.EmitLanes(writer, width, "sum", _ => writer.Line("sum = V.MultiplyAdd(V.Load(ref kept, column), V.Load(ref delta, column), sum);"), masked: false);
                writer.Line($"V total = V.Broadcast({KernelText.Simd}Reductions.Sum<V>(ref lane0, 16));");
                using (writer.Block($"for (int column = 0; column < {stride}; column += V.Count)"))
                    writer.Line("V.Store(V.Load(ref kept, column) * (V.Load(ref delta, column) - total), ref result, column);");
                writer.Line($"kept = ref At(ref kept, {stride});");
                writer.Line($"delta = ref At(ref delta, {stride});");
                writer.Line($"result = ref At(ref result, {stride});");
            }
        }
    }
}
