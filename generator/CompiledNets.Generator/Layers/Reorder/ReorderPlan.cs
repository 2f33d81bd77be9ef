using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
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
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public override long MultiplyAdds => 0;

    public override string Kernels => InputLayout.IsPlain && OutputLayout.IsPlain ? "a copy" : "a transposition";

    public override bool KeepsOutput => false;

    /// <summary>Plans the layer <paramref name="name"/>, whose rows lie like <paramref name="output"/>.</summary>
    public static ReorderPlan Plan(LayerContext context, string name, string description, RowLayout output) => new(
        name, description, context.Layout, context.InputStride, output, context.AllocateRows(output.RowStride), context.AllocateRows(output.RowStride));

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        EmitCopy(writer, "Reorder", "Values into the order that is wanted", InputLayout, InputStride, OutputLayout, OutputStride);
        if (training is not null)
            EmitCopy(writer, "Restore", "Derivatives back to where the values came from", OutputLayout, OutputStride, InputLayout, InputStride);
    }

    private static void EmitCopy(CodeWriter writer, string name, string summary, RowLayout from, int fromStride, RowLayout to, int toStride)
    {
        writer.Separate();
        writer.Summary($"{summary}: [rows, {from.Positions}, {from.Channels}] → [rows, {to.Positions}, {to.Channels}].");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public static void {name}(ref float source, ref float destination, int rows)"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            RowLayout apart = from.IsPlain ? to : from; // the one whose positions lie apart, if any
            if (from.IsPlain && to.IsPlain)
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref source, ref destination, {from.Shape.Length});");
            else if (apart.ChannelAxis == apart.Shape.Rank - 1)
                writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyEach(ref source, ref destination, {apart.Positions}, {apart.Channels}, {PositionStride(from, apart)}, {PositionStride(to, apart)});");
            else if (from.IsPlain)
                writer.Line($"global::CompiledNets.Memory.BlockTranspose.Copy(ref source, {apart.Positions}, ref destination, {apart.PositionStride}, {apart.Channels}, {apart.Positions});");
            else
                writer.Line($"global::CompiledNets.Memory.BlockTranspose.Copy(ref source, {apart.PositionStride}, ref destination, {apart.Positions}, {apart.Positions}, {apart.Channels});");
            writer.Line($"source = ref At(ref source, {fromStride});");
            writer.Line($"destination = ref At(ref destination, {toStride});");
        }
    }

    private static int PositionStride(RowLayout layout, RowLayout apart) => layout.IsPlain ? apart.Channels : layout.PositionStride;

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Reorder({source}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) => writer.Line($"{Path}.Reorder({source}, {RowsOf("Output")}, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.Restore({RowsOf("Delta")}, {sourceDelta}, count);");
    }
}
