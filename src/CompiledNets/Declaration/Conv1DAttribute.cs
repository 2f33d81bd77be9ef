namespace CompiledNets;

/// <summary>
/// A convolution over signals, y = f(x ∗ W + b): <c>[batch, channels, length]</c> → <c>[batch, filters, outLength]</c>, where
/// y[o, i] = f(b[o] + Σ W[o, c, u]·x[c, i·stride + u − padding]) over all channels c and the kernel's places u, with x = 0 outside the signal, and
/// outLength = ⌊(length + 2·padding − kernel)/stride⌋ + 1. Tensors: <c>NAME.weight</c> <c>[filters, channels, kernel]</c>, <c>NAME.bias</c>
/// <c>[filters]</c>; both begin uniform in ±1/√(channels·kernel). PyTorch: <c>Conv1d</c>; Keras: <c>Conv1D</c> with <c>data_format="channels_first"</c>.
/// </summary>
/// <param name="filters">The number of channels that go out, at least 1.</param>
/// <param name="kernel">The length of the kernel, at least 1.</param>
/// <param name="activation">f. Default: none.</param>
/// <example>
/// <code>
/// [CompiledNet(2, 100)]                   // two channels of 100 samples
/// [Conv1D(8, 9, Activation.Relu)]         // [2, 100] → [8, 92]
/// [Flatten]
/// [Dense(3, Activation.Softmax)]
/// public sealed partial class Gesture;
/// </code>
/// </example>
public sealed class Conv1DAttribute(int filters, int kernel, Activation activation = Activation.Linear) : WeightedLayerAttribute
{
    /// <summary>The number of channels that go out.</summary>
    public int Filters { get; } = filters;

    /// <summary>The length of the kernel.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>The activation function f. Not softmax, which needs a row of features.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The samples from one place of the kernel to the next, at least 1. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The zeros put before and behind the signal, at least 0. Default 0.</summary>
    public int Padding { get; set; }
}
