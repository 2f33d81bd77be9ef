using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
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
    : MovingPlan(Name, "Transpose", InputLayout, InputStride, OutputLayout, Output, Delta)
{
    public override string Kernels => "blocks of 8 × 8 values";

    public override RowAxes OutputAxes { get; } = OutputAxes;

    protected override (string There, string Back) Methods => ("Transpose", "TransposeBack");

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        EmitCopy(writer, Methods.There, "y[j, i] = x[i, j]", Input, InputStride, OutputShape, OutputStride);
        if (training is not null)
            EmitCopy(writer, Methods.Back, "dx[i, j] = dy[j, i]", OutputShape, OutputStride, Input, InputStride);
    }

    private static void EmitCopy(CodeWriter writer, string name, string formula, Shape from, int fromStride, Shape to, int toStride)
    {
        int rows = from.Sizes[0], columns = from.Sizes[1];
        EmitMethod(
            writer, name, $"{formula}, for rows {from} → {to}.", fromStride, toStride, $"BlockTranspose.Copy(ref source, {columns}, ref destination, {rows}, {rows}, {columns})");
    }
}
