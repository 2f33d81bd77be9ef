namespace CompiledNets;

/// <summary>
/// The largest value of each window of size positions: y[c, i] = max over u &lt; size of x[c, i·stride + u]; <c>[batch, channels, length]</c> →
/// <c>[batch, channels, ⌊(length − size)/stride⌋ + 1]</c>. A window with a NaN gives NaN. The gradient goes to the largest value of a window; of several, to the first.
/// PyTorch: <c>MaxPool1d</c>; Keras: <c>MaxPooling1D</c>, of channels-first data.
/// </summary>
/// <param name="size">The length of a window, at least 1 and at most that of what comes in.</param>
public sealed class MaxPool1DAttribute(int size) : PoolAttribute(size);
