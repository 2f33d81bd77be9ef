using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// y = f(x ∗ W + b): the kernel of a convolution's forward pass. A tile is some pixels × one or two vectors of filters; for each tap it reads the filters' weights once
/// and multiplies them by the pixels' values. Every value of y is one chain of multiply-adds, from b on over the kernel's lines, in each over the
/// channels, in each over the line's pixels, whatever the tile.
/// <para>
/// Where a pixel's channels end in half of the widest vector, a vector there holds those of two pixels side by side. A value of x goes to tap t of the left one and to
/// tap t − s of the right one, so that a line of the kernel has s taps more, of which the first and the last s are only one pixel's.
/// </para>
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="Fused">f, applied before a value is stored.</param>
/// <param name="WritesLines">Whether a line of the kernel is written out in a loop over the channels, or else is a loop inside it.</param>
/// <param name="Sum">How the sum over the channels is written, or else that over a line's taps.</param>
/// <param name="Pairs">The tile of pairs of pixels; none where pixels have no pairs.</param>
/// <param name="PairSum">How its sum over the channels is written.</param>
internal sealed record ConvolutionProduct(
    ConvolutionShape Shape, ActivationFunction Fused, bool WritesLines, SumPlan Sum, PixelTile? Pairs, SumPlan? PairSum)
{
    /// <summary>The most pairs of a tile, and the fewest that keep the machine busy.</summary>
    private const int MostPairs = 14, FewestPairs = 4;

    /// <summary>The most pixels of a tile, by the vectors that each of them has, with 32 registers and with 16.</summary>
    private static readonly int[] MostOf32 = [16, 12], MostOf16 = [12, 6];

    public static ConvolutionProduct Plan(ConvolutionShape shape, ActivationFunction fused, Unroll unroll)
    {
        int perValue = 1 + (fused.IsLinear ? 0 : 4); // store, activation
        int perTap = 0, around = 0;
        foreach (int registers in new[] { 16, 32 })
        {
            for (int vectors = 1; vectors <= 2; vectors++)
            {
                int pixels = Tile(shape, registers, vectors).Size;
                perTap = Math.Max(perTap, vectors + (pixels * (1 + vectors)));
                around = Math.Max(around, vectors + (perValue * pixels * vectors));
            }
        }

        bool writesLines = (shape.KernelWidth * perTap) + around <= JitBudget.LaneOperations;
        if (unroll == Unroll.Full)
            unroll = Unroll.Auto; // the sums stay in registers from line to line of the kernel, so that there is no splitting them into methods
        SumPlan sum = writesLines
            ? JitBudget.PlanSum(shape.Channels, shape.KernelWidth * perTap, around, unroll)
            : JitBudget.PlanSum(shape.KernelWidth, perTap, around, unroll);
        var product = new ConvolutionProduct(shape, fused, writesLines, sum, null, null);
        return shape.HasPairs ? product.WithPairs(perValue, unroll) : product;
    }

    /// <summary>The same with pairs, if all taps of a line and enough pairs fit a method.</summary>
    private ConvolutionProduct WithPairs(int perValue, Unroll unroll)
    {
        for (int most = MostPairs; most >= FewestPairs; most--)
        {
            var tile = PixelTile.For(Shape.OutHeight, Shape.OutWidth / 2, most);
            int line = ((Shape.KernelWidth + Shape.PixelStep) * (1 + (2 * tile.Size))) + (2 * Shape.PixelStep * (1 + tile.Size)), around = 1 + (perValue * tile.Size);
            if (line + around <= JitBudget.LaneOperations)
                return this with { Pairs = tile, PairSum = JitBudget.PlanSum(Shape.Channels, line, around, unroll) };
        }

        return this;
    }

    /// <summary>The tile with so many registers and vectors of filters.</summary>
    public PixelTile Tile(int registers, int vectors) => Tile(Shape, registers, vectors);

    /// <summary>The most pixels of any tile.</summary>
    public int MostPixels => new[] { Tile(16, 1), Tile(16, 2), Tile(32, 1), Tile(32, 2) }.Max(tile => tile.Size);

    private static PixelTile Tile(ConvolutionShape shape, int registers, int vectors) =>
        PixelTile.For(shape.OutHeight, shape.OutWidth, (registers == 32 ? MostOf32 : MostOf16)[vectors - 1]);

    /// <summary>In words, for the header of the generated file.</summary>
    public override string ToString()
    {
        string taps = Shape.Channels == 1 && WritesLines ? "lines of the kernel written out" : WritesLines ? $"channels {Sum}" : $"taps of a line {Sum}";
        return $"tiles of {Tile(32, 1).Size} pixels" + (Pairs is { } pairs ? $" or {pairs.Size} pairs" : "") + $", {taps}";
    }
}
