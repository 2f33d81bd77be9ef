namespace CompiledNets;

/// <summary>
/// A convolution over images, y = f(x ∗ W + b): <c>[batch, channels, height, width]</c> → <c>[batch, filters, outHeight, outWidth]</c>, where
/// y[o, i, j] = f(b[o] + Σ W[o, c, u, v]·x[c, i·stride + u − padding, j·stride + v − padding]) over all channels c and the kernel's rows u and columns v, with
/// x = 0 outside the image, and outHeight = ⌊(height + 2·padding − kernelHeight)/stride⌋ + 1; outWidth likewise. Tensors: <c>NAME.weight</c>
/// <c>[filters, channels, kernelHeight, kernelWidth]</c>, <c>NAME.bias</c> <c>[filters]</c>; both begin uniform in ±1/√(channels·kernelHeight·kernelWidth). PyTorch:
/// <c>Conv2d</c>; Keras: <c>Conv2D</c> with <c>data_format="channels_first"</c>.
/// </summary>
/// <example>
/// <code>
/// [CompiledNet(1, 28, 28)]
/// [Conv2D(8, 5, Activation.Relu)]         // [1, 28, 28] → [8, 24, 24]
/// [Flatten]
/// [Dense(10, Activation.Softmax)]
/// public sealed partial class Digits;
/// </code>
/// </example>
public sealed class Conv2DAttribute : WeightedLayerAttribute
{
    /// <summary>A convolution with a square kernel.</summary>
    /// <param name="filters">The number of channels that go out, at least 1.</param>
    /// <param name="kernel">The height and width of the kernel, at least 1.</param>
    /// <param name="activation">f. Default: none.</param>
    public Conv2DAttribute(int filters, int kernel, Activation activation = Activation.Linear)
        : this(filters, kernel, kernel, activation)
    {
    }

    /// <summary>A convolution with a rectangular kernel.</summary>
    /// <param name="filters">The number of channels that go out, at least 1.</param>
    /// <param name="kernelHeight">The height of the kernel, at least 1.</param>
    /// <param name="kernelWidth">The width of the kernel, at least 1.</param>
    /// <param name="activation">f. Default: none.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth, Activation activation = Activation.Linear)
    {
        Filters = filters;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
        Activation = activation;
    }

    /// <summary>The number of channels that go out.</summary>
    public int Filters { get; }

    /// <summary>The height of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>The width of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>The activation function f. Not softmax, which needs a row of features.</summary>
    public Activation Activation { get; }

    /// <summary>The pixels from one place of the kernel to the next, in both directions, at least 1. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The pixels of zeros put around the image on each side, at least 0. Default 0.</summary>
    public int Padding { get; set; }
}
