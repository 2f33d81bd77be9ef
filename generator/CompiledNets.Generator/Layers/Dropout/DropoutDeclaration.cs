using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dropout;

/// <summary>y = x·m in training, with m = 0 or 1/(1 − rate) at random; y = x in prediction. The shape stays.</summary>
internal sealed record DropoutDeclaration(string Name, Site Site, double Rate) : LayerDeclaration(Name, Site)
{
    public override bool PassesValuesOn => true;

    public override bool NeedsPaddedInput => true;

    public override RowLayout Wanted(RowLayout layout) => layout;

    public override LayerPlan Plan(LayerContext context) => new DropoutPlan(
        Name,
        context.Layout,
        context.InputStride,
        context.Layout,
        Output: context.AllocateRows(context.Layout.RowStride),
        Delta: context.AllocateRows(context.Layout.RowStride),
        Mask: context.AllocateRows(context.Layout.RowStride),
        Rate,
        Number: context.Earlier.Count(layer => layer is DropoutPlan));
}
