using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Losses;

/// <summary>
/// Prints a loss: for rows of outputs and targets the loss of each row and, in the targets' place, the derivative by the outputs; and the
/// total over rows.
/// </summary>
internal static class LossEmitter
{
    public const string RowsSummary = "Each row's sum of losses; delta holds the targets and gets the derivatives by the outputs, times scale.";

    private const string Math = KernelText.Simd + "VectorMath";

    public static void Emit(CodeWriter writer, LossPlan loss)
    {
        writer.Summary($"The loss: {loss.Formula}.");
        using (writer.Block("private static class OutputLoss"))
        {
            if (loss.IsNarrow)
                NarrowLossEmitter.Emit(writer, loss);
            else if (loss.Kind == LossKind.CrossEntropy)
                CrossEntropyEmitter.EmitRows(writer, loss);
            else
                EmitRows(writer, loss);
            if (loss.Kind == LossKind.CrossEntropy)
                CrossEntropyEmitter.EmitTotal(writer, loss);
            else
                EmitTotal(writer);
        }
    }

    private static void EmitRows(CodeWriter writer, LossPlan loss)
    {
        writer.Summary(RowsSummary);
        using (writer.KernelApart("Rows", "ref float outputs, ref float delta, ref float rowLosses, int rows, float scale"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[16];");
            writer.Line("ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                RowLoops.EmitLanes(writer, loss.Width, "sum", inside =>
                {
                    string mask = inside is null ? "" : inside + " & ";
                    writer.Line("V y = V.Load(ref outputs, column), t = V.Load(ref delta, column);");
                    foreach (string statement in Terms(loss, mask))
                        writer.Line(statement);
                    writer.Line("V.Store(derivative * V.Broadcast(scale), ref delta, column);");
                });
                writer.Line($"At(ref rowLosses, row) = {KernelText.Simd}Reductions.Sum<V>(ref lane0, 16);");
                int stride = Planning.Panels.Padded(loss.Width);
                writer.Line($"outputs = ref At(ref outputs, {stride});");
                writer.Line($"delta = ref At(ref delta, {stride});");
            }
        }
    }

    private static void EmitTotal(CodeWriter writer)
    {
        writer.Separate();
        writer.Summary("total + the sum over rows, in their order.");
        using (writer.Kernel("Total", "ref float rowLosses, int rows, double total", "double"))
            EmitTotalLoop(writer);
    }

    /// <summary>Adds up the losses of rows, in double and in order.</summary>
    public static void EmitTotalLoop(CodeWriter writer)
    {
        writer.Line("for (int row = 0; row < rows; row++)");
        writer.Line("    total += At(ref rowLosses, row);");
        writer.Line("return total;");
    }

    /// <summary>Statements that add to <c>sum</c> and set <c>derivative</c>, from <c>y</c> and <c>t</c>.</summary>
    public static string[] Terms(LossPlan loss, string mask) => loss.Kind switch
    {
        LossKind.MeanSquaredError =>
        [
            $"V derivative = {mask}(y - t);",
            "sum = V.MultiplyAdd(derivative, derivative, sum);",
        ],
        LossKind.MeanAbsoluteError =>
        [
            $"V difference = {mask}(y - t);",
            "sum = sum + V.Abs(difference);",
            $"V derivative = {Math}.Sign(difference);",
        ],
        LossKind.Huber =>
        [
            $"V difference = {mask}(y - t), size = V.Abs(difference), limit = V.Broadcast({Literal.Float(loss.Parameter)});",
            "V beyond = V.GreaterThan(size, limit);",
            "V linear = limit * (size - V.Broadcast(0.5f) * limit), square = V.Broadcast(0.5f) * difference * difference;",
            "sum = sum + V.Choose(beyond, linear, square);",
            $"V derivative = V.Choose(beyond, limit * {Math}.Sign(difference), difference);",
        ],
        LossKind.BinaryCrossEntropy =>
        [
            $"sum = sum + ({mask}({Math}.Softplus(y) - y * t));",
            $"V derivative = {mask}({Math}.Sigmoid(y) - t);",
        ],
        _ => throw new InvalidOperationException($"{loss.Kind} is not a loss of single outputs."),
    };
}
