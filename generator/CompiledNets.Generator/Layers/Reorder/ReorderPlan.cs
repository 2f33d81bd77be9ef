using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Reorder;

/// <summary>
/// Puts a row's values into PyTorch's order, without gaps, or out of it, and may call the result by another shape: what a Flatten or a Reshape does, and
/// what the planner puts before a layer that does not read rows as they lie. One of the two layouts is plain.
/// </summary>
internal sealed record ReorderPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta)
    : MovingPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta)
{
    public override string Kernels => InputLayout.IsPlain && OutputLayout.IsPlain ? "a copy" : "a transposition";

    protected override (string There, string Back) Methods => ("Reorder", "Restore");

    /// <summary>Plans the layer <paramref name="name"/>, whose rows lie like <paramref name="output"/>.</summary>
    public static ReorderPlan Plan(LayerContext context, string name, string description, RowLayout output) => new(
        name, description, context.Layout, context.InputStride, output, context.AllocateRows(output.RowStride), context.AllocateRows(output.RowStride));

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        EmitCopy(writer, Methods.There, "Values into the order that is wanted", InputLayout, InputStride, OutputLayout, OutputStride);
        if (training is not null)
            EmitCopy(writer, Methods.Back, "Derivatives back to where the values came from", OutputLayout, OutputStride, InputLayout, InputStride);
    }

    private static void EmitCopy(CodeWriter writer, string name, string summary, RowLayout from, int fromStride, RowLayout to, int toStride)
    {
        RowLayout apart = from.IsPlain ? to : from; // the one whose positions lie apart, if any
        string call = (from.IsPlain, to.IsPlain) switch
        {
            (true, true) => $"PaddedRows.Copy(ref source, ref destination, {from.Shape.Length})",
            _ when apart.ChannelAxis == apart.Shape.Rank - 1 =>
                $"PaddedRows.CopyEach(ref source, ref destination, {apart.Positions}, {apart.Channels}, {PositionStride(from, apart)}, {PositionStride(to, apart)})",
            (true, _) => $"BlockTranspose.Copy(ref source, {apart.Positions}, ref destination, {apart.PositionStride}, {apart.Channels}, {apart.Positions})",
            _ => $"BlockTranspose.Copy(ref source, {apart.PositionStride}, ref destination, {apart.Positions}, {apart.Positions}, {apart.Channels})",
        };
        EmitMethod(writer, name, $"{summary}: [rows, {from.Positions}, {from.Channels}] → [rows, {to.Positions}, {to.Channels}].", fromStride, toStride, call);
    }

    private static int PositionStride(RowLayout layout, RowLayout apart) => layout.IsPlain ? apart.Channels : layout.PositionStride;
}
