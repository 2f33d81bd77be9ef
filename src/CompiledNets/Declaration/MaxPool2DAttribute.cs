namespace CompiledNets;

/// <summary>
/// The largest value of each window of size × size pixels: y[c, i, j] = max over u, v &lt; size of x[c, i·stride + u, j·stride + v];
/// <c>[batch, channels, height, width]</c> → <c>[batch, channels, ⌊(height − size)/stride⌋ + 1, ⌊(width − size)/stride⌋ + 1]</c>. A window with a NaN gives NaN. The
/// gradient goes to the largest value of a window; of several, to the first, line by line. PyTorch: <c>MaxPool2d</c>; Keras: <c>MaxPooling2D</c>, of channels-first data.
/// </summary>
/// <param name="size">The height and width of a window, at least 1 and at most those of the image.</param>
public sealed class MaxPool2DAttribute(int size) : PoolAttribute(size);
