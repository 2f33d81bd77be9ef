using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers.Reorder;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Flatten;

/// <summary>y = x as one row, in PyTorch's order: <c>[batch, a, b, …]</c> → <c>[batch, a·b·…]</c>.</summary>
internal sealed record FlattenDeclaration(string Name, Site Site) : LayerDeclaration(Name, Site)
{
    public override bool PassesValuesOn => true;

    public override RowLayout Wanted(RowLayout layout) => layout;

    public override LayerPlan Plan(LayerContext context) => ReorderPlan.Plan(context, Name, "Flatten", RowLayout.Plain(new Shape((int)context.Input.Length)));
}
