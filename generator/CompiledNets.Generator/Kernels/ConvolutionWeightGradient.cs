using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dW[c, u, v, o] = Σ x[c, i·s + u, j·s + v]·d[o, i, j] over the pixels (i, j) of d of all rows of the batch. A tile is a few taps × one or two vectors of filters; for
/// each pixel it reads the filters' d once and multiplies it by the taps' values. Every value of dW is one chain of multiply-adds in the order of rows,
/// lines and pixels, whatever the tile and whoever computes it.
/// <para>
/// Where the filters end in half of the widest vector, the last 8 have two chains, one over the even pixels of each line and one over the odd ones, which are added
/// at the end: a vector of 16 lanes has d of two pixels side by side, and what it sums for a tap is the left pixel's tap and, s taps before, the right one's.
/// </para>
/// </summary>
/// <param name="Shape">The convolution.</param>
internal sealed record ConvolutionWeightGradient(ConvolutionShape Shape)
{
    /// <summary>The longest line of a kernel whose sums over pairs of pixels find registers.</summary>
    private const int LongestPairedLine = 8;

    /// <summary>Whether the last 8 filters are summed over pairs of pixels.</summary>
    public bool HasPairs => Shape.HasPairs && Shape.KernelWidth <= LongestPairedLine;

    /// <summary>The filters that are summed pixel by pixel, with their padding.</summary>
    public int SingleLength => HasPairs ? Shape.OutPixelStride - (Panels.Width / 2) : Shape.OutPixelStride;

    /// <summary>Sums of a line of the kernel over pairs of pixels.</summary>
    public int PairTaps => Shape.KernelWidth + Shape.PixelStep;

    /// <summary>The boxes of taps with so many registers.</summary>
    public TapBoxes Boxes(int registers) => TapBoxes.For(this, registers);
}

/// <summary>How the taps are cut into boxes, one for a tile: whole lines of the kernel, in a few channels or a few of its lines; or a part of a line.</summary>
/// <param name="Axis">The axis that is cut.</param>
/// <param name="Length">Its length.</param>
/// <param name="Count">The places along it that a box has; the last box may have fewer.</param>
/// <param name="TapsOfPlace">The taps of such a place.</param>
/// <param name="PlaceStride">From a place's values of x to the next's.</param>
/// <param name="PlaceRows">From a place's first row of dW to the next's.</param>
/// <param name="Vectors">The vectors of filters that a tile has at most.</param>
internal sealed record TapBoxes(TapAxis Axis, int Length, int Count, int TapsOfPlace, int PlaceStride, int PlaceRows, int Vectors)
{
    /// <summary>As many as <c>Extent</c> has.</summary>
    private const int MostPlaces = 16;

    /// <summary>The boxes along the axis.</summary>
    public int Blocks => (Length + Count - 1) / Count;

    /// <summary>The places of the last one.</summary>
    public int Left => Length - ((Blocks - 1) * Count);

    /// <summary>The most taps of a tile of one vector and of two: beside their sums, d of two pixels and a value of x are in registers.</summary>
    private static int Most(int registers, int vectors) => (registers, vectors) switch
    {
        (32, 1) => 20,
        (32, _) => 13,
        (_, 1) => 12,
        _ => 6,
    };

    /// <summary>The most sums over pairs of pixels, which only machines with 32 registers have in a tile of several places.</summary>
    private const int MostPairSums = 28;

    public static TapBoxes For(ConvolutionWeightGradient gradient, int registers)
    {
        ConvolutionShape shape = gradient.Shape;
        // Two vectors where there are two of the widest, or with few registers of vectors of half that width.
        int widest = registers == 32 ? Panels.Width : Panels.Width / 2;
        int vectors = gradient.SingleLength >= 2 * widest && shape.KernelWidth <= Most(registers, 2) ? 2 : 1;
        int most = Most(registers, vectors), line = shape.KernelWidth;
        if (line > most)
            return new TapBoxes(TapAxis.Pixels, line, Even(line, most), 1, shape.PixelStride, 1, vectors);
        int places = gradient.SingleLength == 0 && registers == 32 ? MostPairSums : most / line;
        if (gradient.HasPairs)
            places = Math.Min(places, MostPairSums / gradient.PairTaps);
        TapBoxes byChannels = new(TapAxis.Channels, shape.Channels, Even(shape.Channels, places), line, shape.ChannelStride, shape.Plane, vectors);
        TapBoxes byLines = new(TapAxis.Lines, shape.KernelHeight, Even(shape.KernelHeight, places), line, shape.LineStride, line, vectors);
        return byLines.Count > byChannels.Count ? byLines : byChannels;
    }

    private static int Even(int length, int most)
    {
        most = Math.Min(most, MostPlaces);
        int blocks = (length + most - 1) / most;
        return (length + blocks - 1) / blocks;
    }
}

/// <summary>An axis of a convolution's taps.</summary>
internal enum TapAxis
{
    Channels,
    Lines,
    Pixels,
}
