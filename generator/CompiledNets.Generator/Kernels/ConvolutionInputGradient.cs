using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dx from d: each tap of the kernel takes a line of d, pixel by pixel, times its weights <c>[filters, channels]</c>, and adds that to a line of dx. What comes in lies
/// with a pixel's channels together. Every value of dx is one chain of multiply-adds over the lines of d, in each over the kernel's lines and their
/// pixels, in each over the filters.
/// <para>
/// Where a pixel's channels end in half of the widest vector, a vector there holds those of two pixels side by side, and their sums stay in registers over all taps: a pixel
/// of d is the left one's at tap t and the right one's at tap t + 1. The order is the same.
/// </para>
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="Sum">How the sum over the filters is written.</param>
/// <param name="Pairs">The tiles of pairs of pixels; none where pixels have no pairs.</param>
internal sealed record ConvolutionInputGradient(ConvolutionShape Shape, SumPlan Sum, PairedLines? Pairs)
{
    /// <summary>From a panel of the transposed weights, <c>[channels/16][kernel height, kernel width][filters][16]</c>, to the next.</summary>
    public int PanelLength => Shape.Plane * Shape.Filters * Panels.Width;

    /// <summary>Whether a pixel of dx ends in half a panel.</summary>
    public bool EndsInHalf => Shape.PixelStride % Panels.Width != 0;

    public static ConvolutionInputGradient Plan(ConvolutionShape shape, Unroll unroll)
    {
        const int Pixels = TileShape.MaxRows, Vectors = TileShape.Vectors;
        if (unroll == Unroll.Full)
            unroll = Unroll.Auto; // the sums are in tiles inside loops over the taps
        SumPlan sum = JitBudget.PlanSum(shape.Filters, Vectors + (Pixels * (1 + Vectors)), 2 * Pixels * Vectors, unroll);
        bool hasPairs = shape.PixelStride % Panels.Width != 0 && shape.PixelStep == 1 && shape.KernelWidth > 1 && shape.Width > 1;
        return new ConvolutionInputGradient(shape, sum, hasPairs ? PairedLines.Plan(shape, unroll) : null);
    }
}

/// <summary>
/// Lines of dx in tiles of pairs of pixels, of one or several images at once. Which pixels of d a pair gets something from is written out: at the ends of a line they
/// are fewer. So there is a tile for each kind of segment: the line's beginning, its middle, its end; or only one for all of it.
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="Pairs">The pairs of a segment.</param>
/// <param name="Images">The images of a tile.</param>
/// <param name="Sum">How the sum over the filters is written.</param>
internal sealed record PairedLines(ConvolutionShape Shape, int Pairs, int Images, SumPlan Sum)
{
    /// <summary>The most pairs of a segment, of images, and of pairs in a tile; and the fewest that keep the machine busy.</summary>
    private const int MostPairs = 8, MostImages = 3, MostInTile = 24, FewestInTile = 6;

    /// <summary>The taps of the left pixel that a pair is written out for: at −1 it is the right one's first.</summary>
    public IEnumerable<int> Taps => Enumerable.Range(-1, Shape.KernelWidth + 1);

    /// <summary>Where segments begin; the last one may reach back over pixels that were done before.</summary>
    public IReadOnlyList<int> Starts => [.. Enumerable.Range(0, ((Shape.Width + (2 * Pairs)) - 1) / (2 * Pairs)).Select(segment => Math.Min(segment * 2 * Pairs, Shape.Width - (2 * Pairs)))];

    /// <summary>The pairs of the segment from <paramref name="start"/> on that get something at a tap.</summary>
    public IEnumerable<int> PairsAt(int start, int tap) =>
        Enumerable.Range(0, Pairs).Where(pair => start + (2 * pair) - tap >= 0 && start + (2 * pair) - tap < Shape.OutWidth);

    /// <summary>What is written out for a segment, as a key: equal for segments that share a tile.</summary>
    public string Kind(int start) => string.Join("|", Taps.Select(tap => string.Join(",", PairsAt(start, tap).Select(pair => Emitting.Literal.Int(pair)))));

    private int OperationsOf(int start) => Taps.Sum(tap => 1 + (2 * Images * PairsAt(start, tap).Count()));

    public static PairedLines? Plan(ConvolutionShape shape, Unroll unroll)
    {
        PairedLines? best = null;
        for (int most = Math.Min(MostPairs, shape.Width / 2); most >= 1; most--)
        {
            int segments = ((shape.Width / 2) + most - 1) / most, pairs = ((shape.Width / 2) + segments - 1) / segments;
            for (int images = MostImages; images >= 1; images--)
            {
                var lines = new PairedLines(shape, pairs, images, new SumPlan(0, false, 1, EquatableArray<SumPart>.Empty));
                int operations = lines.Starts.Max(lines.OperationsOf), around = 2 * pairs * images;
                if (operations + around > JitBudget.LaneOperations || pairs * images > MostInTile || pairs * images <= best?.Size)
                    continue;
                best = lines with { Sum = JitBudget.PlanSum(shape.Filters, operations, around, unroll) };
            }
        }

        return best?.Size >= Math.Min(FewestInTile, shape.Width / 2 * MostImages) ? best : null;
    }

    /// <summary>The pairs of a tile.</summary>
    public int Size => Pairs * Images;
}
