using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers.Pool;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// How a convolution is trained that has a max pool right behind it. The pool lets the derivative through at one value of each window, so that a quarter or less of the multiply-adds is left:
/// the pool notes that value's place on its way forward, and the derivatives by what it gave are the convolution's own.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="Windows">Its windows.</param>
/// <param name="WeightGradient">The gradient by W.</param>
/// <param name="InputGradient">The gradient by x; none for a first layer.</param>
internal sealed record ConvolutionPeaks(PoolPlan Pool, PeakWindows Windows, PeakWeightGradient WeightGradient, PeakInputGradient? InputGradient)
{
    /// <summary>So many times fewer multiply-adds pay: they read and write more than those in tiles.</summary>
    private const int LeastSaving = 2;

    /// <summary>The floats that a worker needs for its filters' sums, for the filters themselves where there is a penalty, and for a copy of an image.</summary>
    public int StripLength => FiltersLength * (HasPenalty ? 2 : 1) + WeightGradient.CopyLength;

    /// <summary>Whether a penalty adds to the gradient by W.</summary>
    public bool HasPenalty { get; init; }

    /// <summary>The floats of all filters.</summary>
    public int FiltersLength => WeightGradient.Lines.Shape.Filters * WeightGradient.Lines.FilterStride;

    /// <summary>For a convolution and the pool behind it; null where it does not pay, or where f's derivative is worked out from more than what the pool gives.</summary>
    public static ConvolutionPeaks? Of(ConvolutionPlan layer, PoolPlan pool, Unroll unroll)
    {
        ConvolutionShape shape = layer.Forward.Shape;
        if (!pool.CanNotePlaces || layer.PreActivation is not null || layer.Function.IsRowWise)
            return null;
        var lines = new FilterLines(shape);
        var windows = new PeakWindows(
            pool.Vertical.Windows, pool.Horizontal.Windows, pool.Vertical.Stride * shape.LineStep * shape.LineStride, pool.Horizontal.Stride * shape.PixelStep * shape.PixelStride,
            pool.OutputLayout.PositionStride, pool.OutputStride);
        long inTiles = (long)shape.OutHeight * shape.OutWidth * shape.Taps * shape.OutPixelStride, atPeaks = (long)windows.Lines * windows.Pixels * shape.Filters * lines.FilterStride;
        if (atPeaks * LeastSaving > inTiles || shape.Filters * (2L * lines.FilterStride) + shape.SourceStride > int.MaxValue / 4)
            return null;
        return new ConvolutionPeaks(
            pool, windows, new PeakWeightGradient(lines, windows), layer.InputGradient is null ? null : PeakInputGradient.Plan(lines, windows, unroll))
        {
            HasPenalty = !layer.Weight.Penalty.IsEmpty,
        };
    }
}
