using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.BatchNorm;

/// <summary>
/// y = (x − mean)/√(variance + ε)·weight + bias for each feature of <c>[features]</c> or channel of <c>[channels, …]</c>, over the batch and all positions; the
/// shape stays.
/// </summary>
internal sealed record BatchNormDeclaration(string Name, Site Site, double Epsilon, double Momentum, PenaltyDeclaration Penalty) : LayerDeclaration(Name, Site)
{
    public override bool NeedsPaddedInput => true;

    public override RowLayout Wanted(RowLayout layout) => layout.Shape.Rank is 2 or 3 ? RowLayout.Image(layout.Shape) : layout;

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Input.Rank > 3 || context.Axes == RowAxes.Sequence)
        {
            bool isSequence = context.Input.Rank <= 3;
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, "a row of features or an image, [features], [channels, length] or [channels, height, width]",
                context.Giver, isSequence ? $"a sequence, {context.Input}" : context.Input,
                isSequence ? "use [LayerNorm], which normalises each step by itself" : "put [Reshape] before it");
            return null;
        }

        int channels = context.Input.Sizes[0];
        var columns = ChannelColumns.Of(context.Layout, channels);
        if (context.IsTrained && context.BatchSize * columns.Positions == 1)
            context.Faults.Report(DiagnosticDescriptors.BatchNormOfOne, Site, context.Net, Name, context.Input);
        if (ScaleAndShift.Allocate(context, this, channels, Penalty) is not { } tensors)
            return null;
        Region mean = context.Statistics.Allocate(channels), variance = context.Statistics.Allocate(channels);
        return new BatchNormPlan(
            Name,
            context.Layout,
            context.InputStride,
            context.Layout,
            Output: context.AllocateRows(context.Layout.RowStride),
            Delta: context.AllocateRows(context.Layout.RowStride),
            Batch: context.IsTrained ? context.Workspace.Allocate((long)BatchNormPlan.BatchArrays * columns.Count) : default,
            RowSums: columns.Positions > 1 ? context.AllocateRows(BatchNormPlan.RowArrays * columns.Count) : default,
            EquatableArray.Of(
                tensors.Weight,
                tensors.Bias,
                ScaleAndShift.Tensor(Name + ".running_mean", channels, mean) with { Constant = 0, IsStatistic = true },
                ScaleAndShift.Tensor(Name + ".running_var", channels, variance) with { Constant = 1, IsStatistic = true }),
            columns,
            Epsilon,
            Momentum);
    }
}
