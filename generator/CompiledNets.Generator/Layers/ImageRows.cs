using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>What layers of images, <c>[channels, height, width]</c> or <c>[channels, length]</c>, take: rows whose channels lie together.</summary>
internal static class ImageRows
{
    /// <summary>How such a layer wants rows to lie; rows of another rank as they are, since they are refused.</summary>
    public static RowLayout Wanted(RowLayout layout, int axes) => layout.Shape.Rank == axes + 1 ? RowLayout.Image(layout.Shape) : layout;

    /// <summary>The rows that come in, or null after reporting that they are no images.</summary>
    /// <param name="context">What the layer is planned from.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="axes">Its axes besides the channels': 1 or 2.</param>
    /// <param name="otherKind">The attribute of the same kind for the other number of axes, if there is one.</param>
    public static RowLayout? Of(LayerContext context, LayerDeclaration layer, int axes, string? otherKind)
    {
        // A single pixel is in order either way.
        if (context.Input.Rank == axes + 1)
            return RowLayout.Image(context.Input);
        string wanted = axes == 2 ? "an image, [channels, height, width]" : "channels over one axis, [channels, length]";
        context.Faults.Report(DiagnosticDescriptors.UnsupportedShape, layer.Site, context.Net, layer.Name, wanted, context.Giver, context.Input, WayOut(context.Input, axes, otherKind));
        return null;
    }

    private static string WayOut(Shape input, int axes, string? otherKind)
    {
        string reshape = (input.Rank, axes) switch
        {
            (1, 1) => $"put [Reshape(1, {input.Length})] above it",
            (2, 2) => $"put [Reshape(1, {input.Sizes[0]}, {input.Sizes[1]})] above it",
            _ => $"put [Reshape({(axes == 2 ? "channels, height, width" : "channels, length")})] above it, with sizes whose product is {input.Length}",
        };
        return input.Rank == 4 - axes && otherKind is not null ? $"use [{otherKind}], or {reshape}" : reshape;
    }
}
