using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// y = f(x·W + b), or y = x·W: the kernel of a dense layer's forward pass and of its input gradient. Every value of y is one chain of multiply-adds
/// in the order of the summed index, whatever the tile.
/// </summary>
/// <param name="Name">The method's name; its parts append to it.</param>
/// <param name="Summary">What it computes, for its documentation.</param>
/// <param name="Inner">The length of the summed index: the rows of W.</param>
/// <param name="Outer">The columns of W.</param>
/// <param name="SourceStride">From a row of x to the next.</param>
/// <param name="HasBias">Whether the chains begin with b, or with 0.</param>
/// <param name="Fused">f, applied before a value is stored.</param>
/// <param name="Tile">How the sum is written in a tile of several rows.</param>
/// <param name="Row">How it is written for a single row.</param>
internal sealed record MatrixProduct(
    string Name, string Summary, int Inner, int Outer, int SourceStride, bool HasBias, ActivationFunction Fused, SumPlan Tile, SumPlan Row)
{
    /// <summary>The lanes of a vector, on the machines that there are.</summary>
    private static readonly int[] LaneCounts = [4, 8, 16];

    /// <summary>From a row of y to the next.</summary>
    public int DestinationStride => Panels.Padded(Outer);

    /// <summary>From a panel of W to the next.</summary>
    public int PanelLength => Inner * Panels.Width;

    /// <summary>The floats of W, padding included.</summary>
    public int WeightLength => Panels.Count(Outer) * PanelLength;

    /// <summary>The vectors that the single-row tile has at most: with the narrowest lanes, a panel is four of them.</summary>
    public int RowVectors => RowVectorsOf(Outer);

    /// <summary>How many vectors may be left after the full single-row tiles, over all lane counts.</summary>
    public EquatableArray<int> RowRemainders => LaneCounts
        .Select(lanes => DestinationStride / lanes % RowVectors).Where(left => left > 0).Distinct().OrderBy(left => left).ToEquatableArray();

    /// <summary>Whether a panel may be left alone when two vectors take a panel each.</summary>
    public bool HasOddPanel => Panels.Count(Outer) % TileShape.Vectors != 0;

    public static MatrixProduct Plan(
        string name, string summary, int inner, int outer, int sourceStride, bool hasBias, ActivationFunction fused, Unroll unroll)
    {
        const int Rows = TileShape.MaxRows, Vectors = TileShape.Vectors;
        int rowVectors = RowVectorsOf(outer);
        int perValue = 2 + (fused.IsLinear ? 0 : 4); // load or start, store, activation
        SumPlan tile = JitBudget.PlanSum(inner, Vectors + (Rows * (1 + Vectors)), perValue * Rows * Vectors, unroll);
        SumPlan row = JitBudget.PlanSum(inner, 1 + (2 * rowVectors), perValue * rowVectors, unroll);
        return new MatrixProduct(name, summary, inner, outer, sourceStride, hasBias, fused, tile, row);
    }

    private static int RowVectorsOf(int outer) => Math.Min(TileShape.RowVectors, Panels.Count(outer) * 4);
}
