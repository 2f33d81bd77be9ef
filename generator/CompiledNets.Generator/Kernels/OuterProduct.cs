using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// G = xᵀ·d, summed over the rows of a batch: the kernel of a dense layer's weight gradient. Every value of G is one chain of multiply-adds in the
/// order of the batch's rows, whatever the tile and whoever computes it.
/// </summary>
/// <param name="Name">The method's name; its parts append to it.</param>
/// <param name="Summary">What it computes, for its documentation.</param>
/// <param name="Rows">The rows of G: the values in a row of x.</param>
/// <param name="Columns">The columns of G: the values in a row of d.</param>
/// <param name="SourceStride">From a row of x to the next.</param>
/// <param name="DeltaStride">From a row of d to the next, which has whole panels.</param>
/// <param name="Packing">Where x is transposed, if the product reads copies; null if it reads x and d where they are.</param>
internal sealed record OuterProduct(string Name, string Summary, int Rows, int Columns, int SourceStride, int DeltaStride, OuterProductPacking? Packing)
{
    /// <summary>The columns of whole panels.</summary>
    public int PaddedColumns => Panels.Padded(Columns);

    /// <summary>From a panel of G to the next.</summary>
    public int PanelLength => Rows * Panels.Width;

    /// <summary>Whether a panel may be left alone when two vectors take a panel each.</summary>
    public bool HasOddPanel => Panels.Count(Columns) % TileShape.Vectors != 0;

    /// <summary>Whether there is a strip of two panels.</summary>
    public bool HasWholeStrip => Panels.Count(Columns) >= TileShape.Vectors;

    /// <summary>From the value that a tile's row multiplies in to that of its next row.</summary>
    public int TileRowStride => Packing?.RowStride ?? 1;

    /// <summary>From such a value to the one of the next row of the batch.</summary>
    public int TileStepStride => Packing is null ? SourceStride : 1;
}

/// <summary>
/// Copies of x and d in the order in which tiles read them. In a batch of rows that are powers of two apart, all that a tile reads falls into a few
/// sets of the cache; transposed and strip by strip it is read from start to end, as the forward pass reads its inputs and weights.
/// </summary>
/// <param name="Transposed">Where xᵀ is.</param>
/// <param name="RowStride">From a row of xᵀ to the next: an odd number of cache lines, so that its rows do not fall into the same sets.</param>
/// <param name="StripLength">The floats of a strip of d, of which each worker has its own: two of the widest vectors for each row of the batch.</param>
internal sealed record OuterProductPacking(Region Transposed, int RowStride, int StripLength)
{
    /// <summary>Copying x costs as much as a column or two of the product: it pays from so many panels of columns on.</summary>
    private const int FewestPanels = 4;

    /// <summary>Half of a first-level cache, in floats: what is smaller than this stays there anyway.</summary>
    private const int SmallBatch = 4096;

    /// <summary>The copies for a product over a batch, or null where it is better off without.</summary>
    /// <param name="batchSize">The rows of x and d.</param>
    /// <param name="rows">The values in a row of x.</param>
    /// <param name="columns">The values in a row of d.</param>
    /// <param name="workspace">Where the copy of x is.</param>
    public static OuterProductPacking? Plan(long batchSize, int rows, int columns, MemoryMap workspace)
    {
        if (Panels.Count(columns) < FewestPanels || batchSize * rows <= SmallBatch)
            return null;
        long stride = Panels.PaddedLong(batchSize);
        if (stride / Panels.Width % 2 == 0)
            stride += Panels.Width;
        return new OuterProductPacking(
            workspace.Allocate(rows * stride),
            (int)Math.Min(MemoryMap.MaxLength, stride),
            (int)Math.Min(MemoryMap.MaxLength, batchSize * TileShape.Vectors * Panels.Width));
    }
}
