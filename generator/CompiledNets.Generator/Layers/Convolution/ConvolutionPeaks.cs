using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers.Pool;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// How a convolution is trained that has a max pool right behind it. The pool lets the derivative through at one value of each window, so that of both gradients only the multiply-adds there are
/// left: the pool notes the places on its way forward, and the derivatives by what it gave are the convolution's own.
/// </summary>
/// <param name="Pool">The pool, which notes the places.</param>
/// <param name="WeightGradient">The gradient by W.</param>
/// <param name="InputGradient">The gradient by x; none for a first layer.</param>
/// <param name="Sums">Where the filters' sums are, line by line; workers share them.</param>
/// <param name="Weights">Where the filters themselves are for a penalty, if they are not there for the gradient by x.</param>
internal sealed record ConvolutionPeaks(PoolPlan Pool, PeakWeightGradient WeightGradient, PeakInputGradient? InputGradient, Region Sums, Region? Weights)
{
    /// <summary>So many times fewer vectors of multiply-adds pay: they read and write more than those in tiles.</summary>
    private const int LeastSaving = 2;

    /// <summary>For a convolution and the pool behind it; null where it does not pay, or where f's derivative is worked out from more than what the pool gives.</summary>
    public static ConvolutionPeaks? Of(ConvolutionPlan layer, PoolPlan pool, MemoryMap workspace, Unroll unroll)
    {
        ConvolutionShape shape = layer.Forward.Shape;
        if (!pool.CanNotePlaces || layer.PreActivation is not null || layer.Function.IsRowWise)
            return null;
        var lines = new FilterLines(shape);
        var windows = new PeakWindows(
            pool.Vertical.Windows, pool.Horizontal.Windows, pool.Vertical.Stride * shape.LineStep * shape.LineStride, pool.Horizontal.Stride * shape.PixelStep * shape.PixelStride,
            pool.OutputLayout.PositionStride, pool.OutputStride);
        // With their padding: what a filter has less than a vector of 8, or a line of the kernel, is computed as well.
        long inTiles = (long)shape.OutHeight * shape.OutWidth * shape.Taps * shape.OutPixelStride, atPeaks = (long)windows.Lines * windows.Pixels * shape.Filters * lines.FilterStride;
        if (atPeaks * LeastSaving > inTiles || shape.SourceStride < lines.Overhang)
            return null;
        long length = (long)shape.Filters * lines.FilterStride;
        bool copiesWeights = !layer.Weight.Penalty.IsEmpty && layer.InputGradient is null;
        return new ConvolutionPeaks(
            pool with { Places = new PeakPlaces(layer.Delta, shape.LineStep * shape.LineStride, shape.PixelStep * shape.PixelStride) },
            new PeakWeightGradient(lines, windows),
            layer.InputGradient is null ? null : PeakInputGradient.Plan(lines, windows, unroll),
            workspace.Allocate(length),
            copiesWeights ? workspace.Allocate(length) : null);
    }
}
