using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// How the values of a row lie in memory: position after position, each with its channels one beside the other, in which vectors run. Positions are
/// the places along all axes but the channels', in the shape's order. What lies between a position's channels and the next position, and behind the
/// last one, is padding: finite, and read by nobody as a value.
/// </summary>
/// <param name="Shape">The row's shape, as PyTorch has it.</param>
/// <param name="ChannelAxis">The axis whose values lie together: of an image <c>[channels, height, width]</c> inside a net 0, of a sequence <c>[time, features]</c> 1.</param>
/// <param name="PositionStride">From a position to the next.</param>
internal readonly record struct RowLayout(Shape Shape, int ChannelAxis, int PositionStride)
{
    /// <summary>What an image's channels are padded to: half a panel, because few channels are common, and a wide vector then has two pixels.</summary>
    private const int ChannelGranule = 8;

    /// <summary>The values of a position.</summary>
    public int Channels => Shape.Sizes[ChannelAxis];

    public int Positions => (int)(Shape.Length / Channels);

    /// <summary>The floats from a row's first value to its last position's end.</summary>
    public int Length => Positions * PositionStride;

    /// <summary>The same for a shape that may be too large for an array.</summary>
    public long PaddedValues => Shape.Length / Channels * PositionStride;

    /// <summary>From a row to the next inside a net.</summary>
    public int RowStride => Panels.Padded(Length);

    /// <summary>Whether values lie in PyTorch's order, without gaps.</summary>
    public bool IsPlain => Positions == 1 || (PositionStride == Channels && (ChannelAxis == Shape.Rank - 1 || Channels == 1));

    /// <summary>PyTorch's order, without gaps: what a net's caller gives and gets.</summary>
    public static RowLayout Plain(Shape shape) => new(shape, shape.Rank - 1, shape.Sizes[shape.Rank - 1]);

    /// <summary>An image inside a net, <c>[channels, height, width]</c> or <c>[channels, length]</c>: a pixel's channels together, padded to 8.</summary>
    public static RowLayout Image(Shape shape) => new(shape, 0, (shape.Sizes[0] + ChannelGranule - 1) / ChannelGranule * ChannelGranule);

    /// <summary>A sequence inside a net, <c>[time, features]</c>: a step's features together, padded to whole panels.</summary>
    public static RowLayout Sequence(Shape shape) => new(shape, 1, Panels.Padded(shape.Sizes[1]));
}
