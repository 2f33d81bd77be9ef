using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>Prints an embedding's forward pass.</summary>
internal static class EmbeddingEmitter
{
    /// <summary>A reference to indices, whose place generated code passes on as one of floats.</summary>
    public const string Index = "ref int index = ref global::System.Runtime.CompilerServices.Unsafe.As<float, int>(ref indices);";

    /// <summary>The index number <c>i</c>.</summary>
    public const string IndexAt = "global::System.Runtime.CompilerServices.Unsafe.Add(ref index, i)";

    public static void EmitForward(CodeWriter writer, EmbeddingPlan layer)
    {
        writer.Separate();
        writer.Summary($"y[t] = W[x[t]], [rows, {layer.Time}] of indices → [rows, {layer.Time}, {layer.Width}]: rows of the table, with their padding.");
        using (writer.KernelApart("Forward", "ref float weight, ref float indices, ref float y, int rows"))
        {
            writer.Line(Index);
            using (writer.Block($"for (int i = 0; i < rows * {layer.Time}; i++)"))
            {
                writer.Line($"ref float w = ref At(ref weight, {IndexAt} * {layer.Stride});");
                writer.Line($"for (int column = 0; column < {layer.Stride}; column += V.Count)");
                writer.Line("    V.Store(V.Load(ref w, column), ref y, column);");
                writer.Line($"y = ref At(ref y, {layer.Stride});");
            }
        }
    }
}
