namespace CompiledNets;

/// <summary>
/// The mean of each window of size positions: y[c, i] = Σ over u &lt; size of x[c, i·stride + u] / size; <c>[batch, channels, length]</c> →
/// <c>[batch, channels, ⌊(length − size)/stride⌋ + 1]</c>. PyTorch: <c>AvgPool1d</c>; Keras: <c>AveragePooling1D</c>, of channels-first data.
/// </summary>
/// <param name="size">The length of a window, at least 1 and at most that of what comes in.</param>
public sealed class AveragePool1DAttribute(int size) : PoolAttribute(size);
