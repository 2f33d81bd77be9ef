using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.BatchNorm;

/// <summary>
/// A row as vectors see it: groups of columns, each column a channel. A group is one position where its floats are a multiple of 16, else two, in which a
/// channel has two columns; and of an odd number of positions the last one is half a group.
/// </summary>
/// <param name="Positions">The positions of a row; 1 for a row of features, whose groups are the rows themselves.</param>
/// <param name="PositionStride">From a position to the next.</param>
internal readonly record struct ChannelColumns(int Positions, int PositionStride)
{
    /// <summary>Whether a group is two positions.</summary>
    public bool ArePairs => PositionStride % Panels.Width != 0;

    /// <summary>The columns of a group.</summary>
    public int Count => ArePairs ? 2 * PositionStride : PositionStride;

    /// <summary>The whole groups of a row.</summary>
    public int Groups => Positions * PositionStride / Count;

    /// <summary>Whether half a group comes behind them.</summary>
    public bool HasHalf => ArePairs && Positions % 2 != 0;

    public static ChannelColumns Of(RowLayout layout, int channels) =>
        layout.Shape.Length == channels ? new ChannelColumns(1, layout.RowStride) : new ChannelColumns(layout.Positions, layout.PositionStride);
}
