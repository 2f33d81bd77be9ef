using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>y[c] = the mean of channel c, <c>[batch, channels, height, width]</c> → <c>[batch, channels]</c>: one window over all pixels, in their order.</summary>
internal sealed record GlobalAveragePoolDeclaration(string Name, Site Site) : LayerDeclaration(Name, Site)
{
    public override bool NeedsPaddedInput => true;

    public override RowLayout Wanted(RowLayout layout) => ImageRows.Wanted(layout, axes: 2);

    public override LayerPlan? Plan(LayerContext context)
    {
        if (ImageRows.Of(context, this, axes: 2, otherKind: null) is not { } image)
            return null;
        return PoolPlan.Of(
            context, Name, "GlobalAveragePool2D", image, RowLayout.Plain(new Shape(image.Channels)), PoolFunction.Average, new PoolAxis(1, 1, 1),
            new PoolAxis(image.Positions, image.Positions, image.Positions));
    }
}
