using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>y = one value of each window of x, channel by channel: <c>[batch, channels, …]</c> → <c>[batch, channels, …]</c>.</summary>
/// <param name="Function">What is made of a window.</param>
/// <param name="Axes">The axes that windows extend along: the last one or two.</param>
/// <param name="Size">The length of a window along each.</param>
/// <param name="Stride">From a window to the next.</param>
internal sealed record PoolDeclaration(string Name, Site Site, PoolFunction Function, int Axes, int Size, int Stride) : LayerDeclaration(Name, Site)
{
    private static readonly string[] AxisNames = ["row", "column"];

    public override string SizeArgument => "size";

    public override bool NeedsPaddedInput => true;

    /// <summary>A pool as it is declared: <c>MaxPool2D</c>.</summary>
    public static string WrittenName(PoolFunction function, int axes) => function.Kind + Literal.Int(axes) + "D";

    public override RowAxes TakenAxes => Axes == 1 ? RowAxes.Signal : RowAxes.Unsaid;

    public override RowLayout Wanted(RowLayout layout) => ImageRows.Wanted(layout, Axes);

    public override LayerPlan? Plan(LayerContext context)
    {
        if (ImageRows.Of(context, this, Axes, otherKind: WrittenName(Function, 3 - Axes)) is not { } image)
            return null;
        EquatableArray<int> sizes = image.Shape.Sizes;
        if (sizes.Skip(1).Min() < Size)
        {
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, SizeSite, context.Net, Name, $"{Image} of at least {Window}", context.Giver, context.Input,
                $"make size {sizes.Skip(1).Min()} or less, or let a larger one come in");
            return null;
        }

        PoolAxis[] axes = sizes.Skip(1).Select(length => new PoolAxis(length, Size, Stride)).ToArray();
        var output = new Shape(axes.Select(axis => axis.Windows).Prepend(image.Channels).ToArray());
        if (axes.Any(axis => axis.Dropped > 0))
        {
            var fitting = new Shape(axes.Select(axis => axis.Length - axis.Dropped).Prepend(image.Channels).ToArray());
            context.Faults.Report(DiagnosticDescriptors.BordersDropped, SizeSite, context.Net, Name, context.Input, output, Dropped(axes), fitting);
        }

        return PoolPlan.Of(
            context, Name, WrittenName(Function, Axes) + $" {Size}" + (Stride == Size ? "" : $" every {Stride}"), image, RowLayout.Image(output), Function,
            Axes == 2 ? axes[0] : new PoolAxis(1, 1, 1), axes[axes.Length - 1]);
    }

    private string Image => Axes == 2 ? "an image" : "a length";

    private string Window => Axes == 2 ? $"{Size} × {Size}" : $"{Size}";

    /// <summary>"The last row and the last 2 columns".</summary>
    private static string Dropped(PoolAxis[] axes) => string.Join(" and ", axes.Select((axis, i) => (axis.Dropped, Name: axes.Length == 1 ? "position" : AxisNames[i]))
        .Where(axis => axis.Dropped > 0)
        .Select(axis => axis.Dropped == 1 ? $"the last {axis.Name}" : $"the last {axis.Dropped} {axis.Name}s"));
}
