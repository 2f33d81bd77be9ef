using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// y = f(x·W + b), or y = x·W: the kernel of a dense layer's forward pass and of its input gradient. Every value of y is one chain of multiply-adds
/// in the order of the summed index, whatever the tile. Of few columns a single row has too few chains to keep the machine busy: there the summed index
/// is cut into blocks, each a chain of its own, and their sums are added in order; in every tile alike, so that a row gets the same bits in each.
/// </summary>
/// <param name="Name">The method's name; its parts append to it.</param>
/// <param name="Summary">What it computes, for its documentation.</param>
/// <param name="Inner">The length of the summed index: the rows of W.</param>
/// <param name="Outer">The columns of W.</param>
/// <param name="SourceStride">From a row of x to the next.</param>
/// <param name="DestinationStride">From a row of y to the next, which has room for whole panels.</param>
/// <param name="HasBias">Whether the chains begin with b, or with 0.</param>
/// <param name="Fused">f, applied before a value is stored.</param>
/// <param name="Blocks">Into how many blocks the summed index is cut; the last one also has what is left.</param>
/// <param name="Tile">How the sum is written in a tile of several rows.</param>
/// <param name="Row">How it is written for a single row.</param>
internal sealed record MatrixProduct(
    string Name, string Summary, int Inner, int Outer, int SourceStride, int DestinationStride, bool HasBias, ActivationFunction Fused, int Blocks, SumPlan Tile,
    SumPlan Row)
{
    /// <summary>The lanes of a vector, on the machines that there are.</summary>
    private static readonly int[] LaneCounts = [4, 8, 16];

    /// <summary>Chains that hide each other's latency: two multiply-adds begin in a cycle, and each takes four.</summary>
    private const int ChainsInFlight = 8;

    /// <summary>The most panels of a layer that is cut: of more there are chains enough, and cutting costs rows that come together.</summary>
    private const int MostPanelsCut = 2;

    /// <summary>The shortest chain that is worth the addition at its end.</summary>
    private const int ShortestBlock = 4;

    /// <summary>The length of a block, but for what is left.</summary>
    public int BlockLength => Inner / Blocks;

    /// <summary>The columns of whole panels.</summary>
    public int PaddedOuter => Panels.Padded(Outer);

    /// <summary>Whether a row that is the net's output is summed up number by number: a vector would compute the columns of padding with its only one.</summary>
    public bool HasSingleOutput => Outer == 1;

    /// <summary>From a panel of W to the next.</summary>
    public int PanelLength => Inner * Panels.Width;

    /// <summary>The vectors that the single-row tile has at most: with the narrowest lanes, a panel is four of them.</summary>
    public int RowVectors => RowVectorsOf(Outer, Blocks);

    /// <summary>The vectors that hold a row's values, with the narrowest lanes.</summary>
    public int MostVectors => (Outer + LaneCounts[0] - 1) / LaneCounts[0];

    /// <summary>How many vectors may be left after the full single-row tiles, over all lane counts.</summary>
    public EquatableArray<int> RowRemainders => LaneCounts
        .Select(lanes => PaddedOuter / lanes % RowVectors).Where(left => left > 0).Distinct().OrderBy(left => left).ToEquatableArray();

    /// <summary>Whether a panel may be left alone when two vectors take a panel each.</summary>
    public bool HasOddPanel => Panels.Count(Outer) % TileShape.Vectors != 0;

    public static MatrixProduct Plan(
        string name, string summary, int inner, int outer, int sourceStride, bool hasBias, ActivationFunction fused, Unroll unroll, bool predictsRows) => Plan(
        name, summary, inner, outer, sourceStride, Panels.Padded(outer), hasBias, fused, unroll,
        predictsRows && Panels.Count(outer) <= MostPanelsCut ? BlocksOf(inner, outer) : 1);

    /// <summary>The product of a linear layer whose rows of y may lie apart, its sums cut into so many blocks.</summary>
    public static MatrixProduct PlanLinear(
        string name, string summary, int inner, int outer, int sourceStride, int destinationStride, bool hasBias, Unroll unroll, int blocks = 1) => Plan(
        name, summary, inner, outer, sourceStride, destinationStride, hasBias, ActivationFunctions.Get(ActivationKind.Linear), unroll, blocks);

    private static MatrixProduct Plan(
        string name, string summary, int inner, int outer, int sourceStride, int destinationStride, bool hasBias, ActivationFunction fused, Unroll unroll, int blocks)
    {
        const int Rows = TileShape.MaxRows, Vectors = TileShape.Vectors;
        int rowVectors = RowVectorsOf(outer, blocks);
        int perValue = 2 + (fused.IsLinear ? 0 : 4) + (blocks == 1 ? 0 : 3); // load or start, store, activation; store, load and add between blocks
        if (blocks > 1 && unroll == Unroll.Full)
            unroll = Unroll.Auto; // between two methods a sum waits in y, and so does what its blocks add up to
        SumPlan tile = JitBudget.PlanSum(inner / blocks, Vectors + (Rows * (1 + Vectors)), perValue * Rows * Vectors, unroll);
        SumPlan row = JitBudget.PlanSum(inner / blocks, blocks * (1 + rowVectors), (perValue + blocks) * rowVectors, unroll);
        return new MatrixProduct(name, summary, inner, outer, sourceStride, destinationStride, hasBias, fused, blocks, tile, row);
    }

    /// <summary>
    /// The lane operations of a single row, if it has few columns and its sum is straight-line: then it may stand in a method with those of other
    /// layers. Null otherwise.
    /// </summary>
    public int? RowOperations => MostVectors <= TileShape.RowVectors && Row.IsStraightLine && Row.Parts.Count == 1
        ? (Inner * (1 + MostVectors)) + (MostVectors * (2 + (Fused.IsLinear ? 0 : 4) + Blocks))
        : null;

    /// <summary>
    /// The summed index in the order in which a single row takes it, each with the block whose sum it belongs to: the blocks stand side by side, so that their chains hide each other's latency.
    /// </summary>
    public IEnumerable<(int Block, int Step)> RowSteps =>
        from step in Enumerable.Range(0, Inner - ((Blocks - 1) * BlockLength))
        from block in Enumerable.Range(0, Blocks)
        where step < BlockLength || block == Blocks - 1
        select (block, (block * BlockLength) + step);

    /// <summary>As many blocks as it takes for enough chains of a single row, with the widest vectors.</summary>
    public static int BlocksOf(int inner, int outer)
    {
        int blocks = 1;
        while (Panels.Count(outer) * blocks * 2 <= ChainsInFlight && inner / (blocks * 2) >= ShortestBlock)
            blocks *= 2;
        return blocks;
    }

    private static int RowVectorsOf(int outer, int blocks) => Math.Max(1, Math.Min(TileShape.RowVectors / blocks, Panels.Padded(outer) / LaneCounts[0]));
}
