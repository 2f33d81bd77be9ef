using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dx from d: each tap of the kernel takes a line of d, pixel by pixel, times its weights <c>[filters, channels]</c>, and adds that to a line of dx. What comes in lies
/// with a pixel's channels together. Every value of dx is one chain of multiply-adds over the lines of d, in each over the kernel's lines and their
/// pixels, in each over the filters.
/// <para>
/// With 8 lanes, whose vectors are as wide as the least that channels are padded to, the sums of a line's segment stay in registers over all taps. Where a pixel's channels end in
/// half of the widest vector, a vector there holds those of two pixels side by side: a pixel of d is the left one's at tap t and the right one's at tap t + 1. The order is the same.
/// </para>
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="Sum">How the sum over the filters is written where sums do not stay in registers.</param>
/// <param name="Pixels">The segments with 8 lanes; none where they have too few pixels, where taps lie apart, or where there is one tap.</param>
/// <param name="Pairs">The segments of pairs of pixels with 16; none where pixels have no pairs.</param>
internal sealed record ConvolutionInputGradient(ConvolutionShape Shape, SumPlan Sum, LineSegments? Pixels, LineSegments? Pairs)
{
    /// <summary>From a panel of the transposed weights, <c>[channels/16][kernel height, kernel width][filters][16]</c>, to the next.</summary>
    public int PanelLength => Shape.Plane * Shape.Filters * Panels.Width;

    /// <summary>Whether a pixel of dx ends in half a panel.</summary>
    public bool EndsInHalf => Shape.PixelStride % Panels.Width != 0;

    public static ConvolutionInputGradient Plan(ConvolutionShape shape, Unroll unroll)
    {
        const int Rows = TileShape.MaxRows, Vectors = TileShape.Vectors;
        if (unroll == Unroll.Full)
            unroll = Unroll.Auto; // the sums are in tiles inside loops over the taps
        SumPlan sum = JitBudget.PlanSum(shape.Filters, Vectors + (Rows * (1 + Vectors)), 2 * Rows * Vectors, unroll);
        bool isDense = shape is { PixelStep: 1, LineStep: 1 }, hasPairs = isDense && shape.PixelStride % Panels.Width != 0 && shape.KernelWidth > 1 && shape.Width > 1;
        return new ConvolutionInputGradient(
            shape, sum, isDense && shape.Plane > 1 ? LineSegments.Plan(shape, 1, unroll) : null, hasPairs ? LineSegments.Plan(shape, 2, unroll) : null);
    }
}

/// <summary>
/// Lines of dx of a convolution of stride 1 in tiles whose sums stay in registers, of one or several images at once. Which pixels of d a vector gets something from is written out: at the ends of a line
/// they are fewer. So there is a tile for each kind of segment: the line's beginning, its middle, its end; or only one for all of it.
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="PixelsOfVector">The pixels of a vector: 1, or 2.</param>
/// <param name="Vectors">The vectors of a segment.</param>
/// <param name="Images">The images of a tile.</param>
/// <param name="Sum">How the sum over the filters is written.</param>
/// <param name="SumOfTwo">The same in a tile of two lines of dx, which both get something from a line of d, and read it once; for 32 registers. None where there is no such tile.</param>
internal sealed record LineSegments(ConvolutionShape Shape, int PixelsOfVector, int Vectors, int Images, SumPlan Sum, SumPlan? SumOfTwo)
{
    /// <summary>The most images of a tile, and the fewest of its vectors that keep the machine busy.</summary>
    private const int MostImages = 3, FewestInTile = 6;

    /// <summary>The name that its methods begin with.</summary>
    public string Name => PixelsOfVector == 1 ? "InputGradientPixel" : "InputGradientPair";

    /// <summary>The taps of the first pixel that a vector is written out for: at −1 it is the second one's first.</summary>
    public IEnumerable<int> Taps => Enumerable.Range(1 - PixelsOfVector, Shape.KernelWidth + PixelsOfVector - 1);

    /// <summary>The pixels of a segment.</summary>
    public int Pixels => PixelsOfVector * Vectors;

    /// <summary>Where segments begin; the last one may reach back over pixels that were done before.</summary>
    public IReadOnlyList<int> Starts => [.. Enumerable.Range(0, (Shape.Width + Pixels - 1) / Pixels).Select(segment => Math.Min(segment * Pixels, Shape.Width - Pixels))];

    /// <summary>The vectors of the segment from <paramref name="start"/> on that get something at a tap.</summary>
    public IEnumerable<int> VectorsAt(int start, int tap) => Enumerable.Range(0, Vectors)
        .Where(vector => start + (PixelsOfVector * vector) - tap >= 0 && start + (PixelsOfVector * vector) - tap < Shape.OutWidth);

    /// <summary>What is written out for a segment, as a key: equal for segments that share a tile.</summary>
    public string Kind(int start) => string.Join("|", Taps.Select(tap => string.Join(",", VectorsAt(start, tap).Select(vector => Emitting.Literal.Int(vector)))));

    private int OperationsOf(int start) => Taps.Sum(tap => 1 + (2 * Images * VectorsAt(start, tap).Count()));

    private int MostOperations => Starts.Max(OperationsOf);

    public static LineSegments? Plan(ConvolutionShape shape, int pixelsOfVector, Unroll unroll)
    {
        // Of 8 lanes there may be 16 registers, of 16 there are 32.
        (int mostVectors, int mostInTile) = pixelsOfVector == 1 ? (12, 12) : (8, 24);
        int vectorsOfLine = shape.Width / pixelsOfVector;
        LineSegments? best = null;
        for (int most = Math.Min(mostVectors, vectorsOfLine); most >= 1; most--)
        {
            int segments = (vectorsOfLine + most - 1) / most, vectors = (vectorsOfLine + segments - 1) / segments;
            for (int images = MostImages; images >= 1; images--)
            {
                var lines = new LineSegments(shape, pixelsOfVector, vectors, images, new SumPlan(0, false, 1, EquatableArray<SumPart>.Empty), null);
                int operations = lines.MostOperations, around = 2 * vectors * images;
                if (operations + around > JitBudget.LaneOperations || vectors * images > mostInTile || vectors * images <= best?.Size)
                    continue;
                best = lines with { Sum = JitBudget.PlanSum(shape.Filters, operations, around, unroll) };
            }
        }

        if (best is null || best.Size < Math.Min(FewestInTile, vectorsOfLine * MostImages))
            return null;
        bool hasTwo = pixelsOfVector == 1 && best.Images == 1 && shape is { KernelHeight: > 1, Height: > 1 } && 2 * (best.MostOperations + (2 * best.Size)) <= JitBudget.LaneOperations;
        return hasTwo ? best with { SumOfTwo = JitBudget.PlanSum(shape.Filters, 2 * best.MostOperations, 4 * best.Size, unroll) } : best;
    }

    /// <summary>The vectors of a tile.</summary>
    public int Size => Vectors * Images;
}
