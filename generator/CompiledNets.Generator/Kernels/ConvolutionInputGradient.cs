using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dx from d: each tap of the kernel takes a line of d, pixel by pixel, times its weights <c>[filters, channels]</c>, and adds that to a line of dx. What comes in lies
/// with a pixel's channels together. Every value of dx is one chain of multiply-adds over the lines of d, in each over the kernel's lines and their
/// pixels, in each over the filters.
/// </summary>
/// <param name="Shape">The convolution.</param>
/// <param name="Sum">How the sum over the filters is written.</param>
internal sealed record ConvolutionInputGradient(ConvolutionShape Shape, SumPlan Sum)
{
    /// <summary>From a panel of the transposed weights, <c>[channels/16][kernel height, kernel width][filters][16]</c>, to the next.</summary>
    public int PanelLength => Shape.Plane * Shape.Filters * Panels.Width;

    /// <summary>Whether a pixel of dx ends in half a panel.</summary>
    public bool EndsInHalf => Shape.PixelStride % Panels.Width != 0;

    public static ConvolutionInputGradient Plan(ConvolutionShape shape, Unroll unroll)
    {
        const int Pixels = TileShape.MaxRows, Vectors = TileShape.Vectors;
        SumPlan sum = JitBudget.PlanSum(shape.Filters, Vectors + (Pixels * (1 + Vectors)), 2 * Pixels * Vectors, unroll == Unroll.Full ? Unroll.Auto : unroll);
        return new ConvolutionInputGradient(shape, sum);
    }
}
