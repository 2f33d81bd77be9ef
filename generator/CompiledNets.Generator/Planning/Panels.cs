namespace CompiledNets.Generator.Planning;

/// <summary>
/// The layout of every matrix inside a net. Columns stand in panels of 16, <c>[columns/16][rows][16]</c>, the last one padded with zeros: a kernel
/// reads a panel from start to end, one line of the cache after the other, with vectors of any width and without a tail. A row of activations is
/// padded to 16 too.
/// </summary>
internal static class Panels
{
    /// <summary>The columns of a panel: the lanes of the widest vector.</summary>
    public const int Width = 16;

    /// <summary>How many panels <paramref name="columns"/> need.</summary>
    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>The columns with their padding.</summary>
    public static int Padded(int columns) => Count(columns) * Width;

    /// <summary>The same, for sizes that may not fit an array.</summary>
    public static long PaddedLong(long columns) => (columns + Width - 1) / Width * Width;
}
