using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.LayerNorm;

/// <summary>y = (x − mean)/√(variance + ε)·weight + bias over the last axis of <c>[features]</c> or <c>[time, features]</c>; the shape stays.</summary>
internal sealed record LayerNormDeclaration(string Name, Site Site, double Epsilon, PenaltyDeclaration Penalty) : LayerDeclaration(Name, Site)
{
    public override bool NeedsPaddedInput => true;

    public override RowAxes TakenAxes => RowAxes.Sequence;

    /// <summary>The steps of a sequence are wanted apart, each padded.</summary>
    public override RowLayout Wanted(RowLayout layout) => layout.Shape.Rank == 2 ? RowLayout.Sequence(layout.Shape) : base.Wanted(layout);

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Input.Rank > 2)
        {
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, "a row of features or a sequence, [features] or [time, features]", context.Giver, context.Input,
                "put [Flatten] before it to normalise all values of a row together, or use [BatchNorm] for the channels of images");
            return null;
        }

        int features = context.Input.Sizes[context.Input.Rank - 1];
        if (features == 1)
            context.Faults.Report(DiagnosticDescriptors.LayerNormOfOne, Site, context.Net, Name, context.Input);
        if (ScaleAndShift.Allocate(context, this, features, Penalty) is not { } tensors)
            return null;
        return new LayerNormPlan(
            Name,
            context.Layout,
            context.InputStride,
            context.Layout,
            Output: context.AllocateRows(context.Layout.RowStride),
            Delta: context.AllocateRows(context.Layout.RowStride),
            Moments: context.AllocateRows(LayerNormPlan.MomentsOfStep * context.Layout.RowStride / Panels.Padded(features)),
            EquatableArray.Of(tensors.Weight, tensors.Bias),
            Epsilon);
    }
}
