using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dW of a convolution in front of a max pool: of each filter the sum over the windows of all rows of d times what the kernel reads at the peak. A tile is a few lines of the kernel, or a part
/// of one, in registers. Every value of dW is one chain of multiply-adds in the order of rows and windows.
/// </summary>
/// <param name="Lines">How a filter's sums lie.</param>
/// <param name="Windows">The pool's windows.</param>
internal sealed record PeakWeightGradient(FilterLines Lines, PeakWindows Windows)
{
    /// <summary>The most vectors of 8 lanes whose sums find registers, of which there may be 16: beside them stands d.</summary>
    private const int MostVectors = 15;

    /// <summary>The most parts of a tile: as many chains keep a machine busy, and more text is not inlined where there are 4 lanes.</summary>
    private const int MostParts = 8;

    /// <summary>Those of a row, padding of lines included.</summary>
    public long MultiplyAdds => (long)Windows.Lines * Windows.Pixels * Lines.Shape.Filters * Lines.FilterStride;

    /// <summary>Whether a tile has whole lines.</summary>
    public bool HasWholeLines => Lines.Length <= MostVectors * FilterLines.Granule;

    /// <summary>The floats of what a tile has one or several of: a line, or a part of one.</summary>
    public int PartLength => HasWholeLines ? Lines.Length : Lines.AreWhole ? 2 * FilterLines.Granule : FilterLines.Granule;

    /// <summary>How many there are in a channel's lines, or in a line.</summary>
    public int Parts => HasWholeLines ? Lines.Shape.KernelHeight : Lines.Length / PartLength;

    /// <summary>From one to the next, in an image.</summary>
    public int PartStride => HasWholeLines ? Lines.Shape.LineStride : PartLength;

    /// <summary>How many a tile has; the last one may have fewer.</summary>
    public int PartsOfTile
    {
        get
        {
            int most = Math.Min(MostParts, MostVectors * FilterLines.Granule / PartLength), tiles = (Parts + most - 1) / most;
            return (Parts + tiles - 1) / tiles;
        }
    }

    /// <summary>Those of the last tile, if it has fewer; else 0.</summary>
    public int PartsLeft => Parts % PartsOfTile;

    /// <summary>Whether a copy of the last image is read instead of it, because what is read of a line may end behind the image, where memory may end.</summary>
    public bool CopiesLastImage => Lines.Overhang > 0;

    /// <summary>The floats of that copy.</summary>
    public int CopyLength => CopiesLastImage ? Panels.Padded(ImageLength + Lines.Overhang) : 0;

    /// <summary>The floats of an image whose channels lie apart.</summary>
    public int ImageLength => Lines.Shape.Channels * Lines.Shape.ChannelStride;
}
