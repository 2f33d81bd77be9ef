using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Transpose;

/// <summary>A planned transposition, from rows in PyTorch's order to rows in PyTorch's order.</summary>
/// <param name="OutputAxes">What the axes of what goes out are.</param>
internal sealed record TransposePlan(
    string Name,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    RowAxes OutputAxes)
    : LayerPlan(Name, "Transpose", InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public override long MultiplyAdds => 0;

    public override string Kernels => "blocks of 8 × 8 values";

    public override bool KeepsOutput => false;

    public override RowAxes OutputAxes { get; } = OutputAxes;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        EmitCopy(writer, "Transpose", "y[j, i] = x[i, j]", Input, InputStride, OutputShape, OutputStride);
        if (training is not null)
            EmitCopy(writer, "TransposeBack", "dx[i, j] = dy[j, i]", OutputShape, OutputStride, Input, InputStride);
    }

    private static void EmitCopy(CodeWriter writer, string name, string formula, Shape from, int fromStride, Shape to, int toStride)
    {
        int rows = from.Sizes[0], columns = from.Sizes[1];
        writer.Separate();
        writer.Summary($"{formula}, for rows {from} → {to}.");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public static void {name}(ref float source, ref float destination, int rows)"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"global::CompiledNets.Memory.BlockTranspose.Copy(ref source, {columns}, ref destination, {rows}, {rows}, {columns});");
            writer.Line($"source = ref At(ref source, {fromStride});");
            writer.Line($"destination = ref At(ref destination, {toStride});");
        }
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Transpose({source}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) => writer.Line($"{Path}.Transpose({source}, {RowsOf("Output")}, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.TransposeBack({RowsOf("Delta")}, {sourceDelta}, count);");
    }
}
