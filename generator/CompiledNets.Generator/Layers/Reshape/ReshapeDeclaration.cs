using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers.Reorder;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Reshape;

/// <summary>y = x with another shape of as many values, in PyTorch's order.</summary>
internal sealed record ReshapeDeclaration(string Name, Site Site, Shape Shape) : LayerDeclaration(Name, Site)
{
    public override bool PassesValuesOn => true;

    public override RowLayout Wanted(RowLayout layout) => layout;

    public override LayerPlan? Plan(LayerContext context)
    {
        if (Shape.Length == context.Input.Length)
            return ReorderPlan.Plan(context, Name, "Reshape", RowLayout.Plain(Shape));
        context.Faults.Report(
            DiagnosticDescriptors.UnsupportedShape, Site.At("shape"), context.Net, Name, $"a row of {Shape.Length} values, to make {Shape} of it", context.Giver,
            context.Input, $"choose sizes whose product is {context.Input.Length}");
        return null;
    }
}
