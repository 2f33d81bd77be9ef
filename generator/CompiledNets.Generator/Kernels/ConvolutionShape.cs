using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The sizes and strides of a convolution without padding, y[o, i, j] = b[o] + Σ W[o, c, u, v]·x[c, i·s + u, j·s + v]. A row of the batch is an image, made of lines of
/// pixels; a tap is a place of the kernel in one channel. What goes out has a pixel's channels together, in as many floats as <see cref="RowLayout.Image"/>
/// gives them.
/// </summary>
/// <param name="Channels">The channels that come in.</param>
/// <param name="Height">The lines of an image that comes in.</param>
/// <param name="Width">The pixels of its lines.</param>
/// <param name="Filters">The channels that go out.</param>
/// <param name="KernelHeight">The lines of the kernel.</param>
/// <param name="KernelWidth">The pixels of its lines.</param>
/// <param name="LineStep">The lines from one place of the kernel to the next.</param>
/// <param name="PixelStep">The pixels from one place of the kernel to the next.</param>
/// <param name="ChannelStride">From a channel of what comes in to the next, in floats.</param>
/// <param name="PixelStride">From a pixel of it to the next.</param>
/// <param name="SourceStride">From an image of it to the next.</param>
internal sealed record ConvolutionShape(
    int Channels, int Height, int Width, int Filters, int KernelHeight, int KernelWidth, int LineStep, int PixelStep, int ChannelStride, int PixelStride, int SourceStride)
{
    private RowLayout Output => RowLayout.Image(new Shape(Filters, OutHeight, OutWidth));

    public int OutHeight => ((Height - KernelHeight) / LineStep) + 1;

    public int OutWidth => ((Width - KernelWidth) / PixelStep) + 1;

    /// <summary>The summed index of a value that goes out.</summary>
    public int Taps => Channels * KernelHeight * KernelWidth;

    /// <summary>The taps of a channel.</summary>
    public int Plane => KernelHeight * KernelWidth;

    public long MultiplyAdds => (long)OutHeight * OutWidth * Filters * Taps;

    /// <summary>From a line of what comes in to the next.</summary>
    public int LineStride => Width * PixelStride;

    /// <summary>From a pixel of what goes out to the next.</summary>
    public int OutPixelStride => RowLayout.Image(new Shape(Filters, 1, 2)).PositionStride;

    /// <summary>From a line of it to the next.</summary>
    public int OutLineStride => OutWidth * OutPixelStride;

    /// <summary>From an image of it to the next.</summary>
    public int DestinationStride => Output.RowStride;

    /// <summary>From a panel of W, <c>[filters/16][channels, kernel height, kernel width][16]</c>, to the next.</summary>
    public int PanelLength => Taps * Panels.Width;

    /// <summary>Whether a pixel's channels end in half a panel, and so in half a vector of the widest.</summary>
    public bool EndsInHalf => OutPixelStride % Panels.Width != 0;

    /// <summary>
    /// Whether two pixels side by side may share a vector of the widest, whose halves the last channels of each fill: they read the same values of x, at taps
    /// that lie <see cref="PixelStep"/> apart. It pays where the kernel is wider than that.
    /// </summary>
    public bool HasPairs => EndsInHalf && PixelStep < KernelWidth && OutWidth > 1;
}
