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
internal sealed record OuterProduct(string Name, string Summary, int Rows, int Columns, int SourceStride)
{
    /// <summary>From a row of d to the next.</summary>
    public int DeltaStride => Panels.Padded(Columns);

    /// <summary>From a panel of G to the next.</summary>
    public int PanelLength => Rows * Panels.Width;

    /// <summary>Whether a panel may be left alone when two vectors take a panel each.</summary>
    public bool HasOddPanel => Panels.Count(Columns) % TileShape.Vectors != 0;
}
