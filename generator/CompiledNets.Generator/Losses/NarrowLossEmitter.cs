using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Losses;

/// <summary>
/// Prints a loss over few outputs. A lane is a row: a block of rows is transposed, each column is one vector, and sums over a row are
/// sums over columns, in their order.
/// </summary>
internal static class NarrowLossEmitter
{
    /// <summary>The lanes of the widest vector: the rows of a block at most.</summary>
    private const int MostLanes = 16;

    public static void Emit(CodeWriter writer, LossPlan loss)
    {
        int width = loss.Width, stride = Panels.Padded(width);
        writer.Summary(
            (loss.Kind == LossKind.CrossEntropy ? CrossEntropyEmitter.RowsSummary : LossEmitter.RowsSummary)
            + "\nA lane is a row: outputs and targets of some rows are transposed to [columns, lanes].");
        using (writer.KernelApart("Rows", "ref float outputs, ref float delta, ref float rowLosses, int rows, float scale"))
        {
            writer.Line($"global::System.Span<float> block = stackalloc float[{2 * MostLanes * width}];");
            writer.Line("ref float ys = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(block);");
            writer.Line($"ref float ts = ref At(ref ys, {MostLanes * width});");
            using (writer.Block("for (int row = 0; row < rows; row += V.Count)"))
            {
                writer.Line("int count = global::System.Math.Min(V.Count, rows - row);");
                writer.Line("if (count < V.Count)");
                writer.Line("    block.Clear();");
                EmitTranspose(writer, $"outputs, {stride}", "ys, V.Count", "count", width);
                EmitTranspose(writer, $"delta, {stride}", "ts, V.Count", "count", width);
                if (loss.Kind == LossKind.CrossEntropy)
                    EmitCrossEntropy(writer, loss);
                else
                    EmitElementwise(writer, loss);
                EmitTranspose(writer, "ts, V.Count", $"delta, {stride}", Literal.Int(width), "count");
                writer.Line($"outputs = ref At(ref outputs, {stride} * V.Count);");
                writer.Line($"delta = ref At(ref delta, {stride} * V.Count);");
            }
        }
    }

    private static void EmitTranspose(CodeWriter writer, string source, string destination, string rows, object columns) =>
        writer.Line($"global::CompiledNets.Memory.BlockTranspose.Copy(ref {source}, ref {destination}, {rows}, {columns});");

    private static CodeWriter.Closer Columns(CodeWriter writer, LossPlan loss, int start = 0) =>
        writer.Block($"for (int column = {(start == 0 ? "0" : "V.Count")}; column < {loss.Width} * V.Count; column += V.Count)");

    private static void EmitElementwise(CodeWriter writer, LossPlan loss)
    {
        writer.Line("V sum = V.Zero;");
        using (Columns(writer, loss))
        {
            writer.Line("V y = V.Load(ref ys, column), t = V.Load(ref ts, column);");
            foreach (string statement in LossEmitter.Terms(loss, mask: ""))
                writer.Line(statement);
            writer.Line("V.Store(derivative * V.Broadcast(scale), ref ts, column);");
        }

        EmitRowNumbers(writer, ("sum", 0));
    }

    private static void EmitCrossEntropy(CodeWriter writer, LossPlan loss)
    {
        writer.Line("V maximum = V.Load(ref ys, 0);");
        using (Columns(writer, loss, start: 1))
            writer.Line($"maximum = {KernelText.Simd}VectorMath.Max(maximum, V.Load(ref ys, column));");
        writer.Line("V dots = V.Zero, sum = V.Zero, weight = V.Zero;");
        using (Columns(writer, loss))
        {
            writer.Line("V t = V.Load(ref ts, column), z = V.Load(ref ys, column) - maximum;");
            if (loss.Parameter > 0)
            {
                writer.Line($"t = {CrossEntropyEmitter.SmoothedTarget(loss)};");
                writer.Line("V.Store(t, ref ts, column);");
            }

            writer.Line($"V e = {KernelText.Simd}VectorMath.Exp(z);");
            writer.Line("V.Store(e, ref ys, column);");
            writer.Line($"dots = {CrossEntropyEmitter.Dots};");
            writer.Line("sum = sum + e;");
            writer.Line("weight = weight + t;");
        }

        writer.Line("V share = weight / sum;");
        using (Columns(writer, loss))
        {
            writer.Line("V derivative = V.Load(ref ys, column) * share - V.Load(ref ts, column);");
            writer.Line("V.Store(derivative * V.Broadcast(scale), ref ts, column);");
        }

        EmitRowNumbers(writer, ("dots", 0), ("sum", loss.RowCapacity), ("weight", 2 * loss.RowCapacity));
    }

    /// <summary>Stores numbers per row: whole vectors, or what is left of the last one, since what lies behind may be another worker's.</summary>
    private static void EmitRowNumbers(CodeWriter writer, params (string Name, int Offset)[] numbers)
    {
        string Place(int offset) => offset == 0 ? "row" : $"row + {offset}";
        using (writer.Block("if (count == V.Count)"))
        {
            foreach ((string name, int offset) in numbers)
                writer.Line($"V.Store({name}, ref rowLosses, {Place(offset)});");
        }

        using (writer.Block("else"))
        {
            foreach ((string name, int offset) in numbers)
            {
                writer.Line($"V.Store({name}, ref ys, 0);");
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref ys, ref At(ref rowLosses, {Place(offset)}), count);");
            }
        }
    }
}
