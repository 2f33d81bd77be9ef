using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Losses;

/// <summary>
/// Prints cross-entropy with softmax, from logits: with m = max z, the loss of a row is ln(Σ e^(zⱼ − m))·Σ tⱼ − Σ tⱼ·(zⱼ − m), and its derivative
/// softmax(z)ⱼ·Σ t − tⱼ.
/// </summary>
internal static class CrossEntropyEmitter
{
    public const string RowsSummary =
        "Softmax and cross-entropy of each row. Delta holds the targets and gets the derivatives by the outputs, logits, times scale.\n"
        + "A row leaves Σ t·(z − m), Σ e^(z − m) and Σ t in the three arrays of rowLosses.";

    /// <summary>What adds t·(z − m) to a row's sum: nothing where t is 0, though z may be −∞.</summary>
    public const string Dots = "V.MultiplyAdd(t, V.Choose(V.Equals(t, V.Zero), V.Zero, z), dots)";

    /// <summary>(1 − ε)·t + ε/classes.</summary>
    public static string SmoothedTarget(LossPlan loss) =>
        $"V.MultiplyAdd(t, V.Broadcast({Literal.Float(1 - loss.Parameter)}), V.Broadcast({Literal.Float(loss.Parameter / loss.Width)}))";

    public static void EmitRows(CodeWriter writer, LossPlan loss)
    {
        int stride = Panels.Padded(loss.Width);
        writer.Summary(RowsSummary + "\nThe outputs are overwritten.");
        using (writer.KernelApart("Rows", "ref float outputs, ref float delta, ref float rowLosses, int rows, float scale"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[48];");
            writer.Line("ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                RowLoops.EmitRowMaximum(writer, loss.Width, "outputs");
                EmitSums(writer, loss);
                writer.Line($"float sum = {KernelText.Simd}Reductions.Sum<V>(ref At(ref lane0, 16), 16);");
                writer.Line($"float weight = {KernelText.Simd}Reductions.Sum<V>(ref At(ref lane0, 32), 16);");
                writer.Line($"At(ref rowLosses, row) = {KernelText.Simd}Reductions.Sum<V>(ref lane0, 16);");
                writer.Line($"At(ref rowLosses, row + {loss.RowCapacity}) = sum;");
                writer.Line($"At(ref rowLosses, row + {2 * loss.RowCapacity}) = weight;");
                writer.Line("V share = V.Broadcast(weight / sum);");
                using (writer.Block($"for (int column = 0; column < {stride}; column += V.Count)"))
                {
                    writer.Line("V derivative = V.Load(ref outputs, column) * share - V.Load(ref delta, column);");
                    writer.Line("V.Store(derivative * V.Broadcast(scale), ref delta, column);");
                }

                writer.Line($"outputs = ref At(ref outputs, {stride});");
                writer.Line($"delta = ref At(ref delta, {stride});");
            }
        }
    }

    private static void EmitSums(CodeWriter writer, LossPlan loss)
    {
        using (writer.Block("for (int lane = 0; lane < 16; lane += V.Count)"))
        {
            writer.Line("V dots = V.Zero, sums = V.Zero, weights = V.Zero;");
            RowLoops.EmitColumns(writer, loss.Width, inside =>
            {
                string mask = inside is null ? "" : inside + " & ";
                writer.Line("V t = V.Load(ref delta, column), z = V.Load(ref outputs, column) - V.Broadcast(maximum);");
                if (loss.Parameter > 0)
                {
                    writer.Line($"t = {mask}{SmoothedTarget(loss)};");
                    writer.Line("V.Store(t, ref delta, column);");
                }

                string exponential = $"{KernelText.Simd}VectorMath.Exp(z)";
                writer.Line($"V e = {(inside is null ? exponential : $"{mask}{exponential}")};");
                writer.Line("V.Store(e, ref outputs, column);");
                writer.Line($"dots = {Dots};");
                writer.Line("sums = sums + e;");
                writer.Line("weights = weights + t;");
            });
            writer.Line("V.Store(dots, ref lane0, lane);");
            writer.Line("V.Store(sums, ref lane0, lane + 16);");
            writer.Line("V.Store(weights, ref lane0, lane + 32);");
        }
    }

    public static void EmitTotal(CodeWriter writer, LossPlan loss)
    {
        writer.Separate();
        writer.Summary("total + the sum over rows, in their order, after the logarithms of all rows at once.");
        using (writer.KernelApart("Total", "ref float rowLosses, int rows, double total", "double"))
        {
            using (writer.Block("for (int row = 0; row < rows; row += V.Count)"))
            {
                writer.Line($"V logarithm = {KernelText.Simd}VectorMath.Log(V.Load(ref rowLosses, row + {loss.RowCapacity}));");
                writer.Line($"V.Store(V.MultiplyAdd(logarithm, V.Load(ref rowLosses, row + {2 * loss.RowCapacity}), -V.Load(ref rowLosses, row)), ref rowLosses, row);");
            }

            LossEmitter.EmitTotalLoop(writer);
        }
    }
}
