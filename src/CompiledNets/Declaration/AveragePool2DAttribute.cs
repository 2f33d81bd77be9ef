namespace CompiledNets;

/// <summary>
/// The mean of each window of size × size pixels: y[c, i, j] = Σ over u, v &lt; size of x[c, i·stride + u, j·stride + v] / size²;
/// <c>[batch, channels, height, width]</c> → <c>[batch, channels, ⌊(height − size)/stride⌋ + 1, ⌊(width − size)/stride⌋ + 1]</c>. PyTorch: <c>AvgPool2d</c>; Keras:
/// <c>AveragePooling2D</c>, of channels-first data.
/// </summary>
/// <param name="size">The height and width of a window, at least 1 and at most those of the image.</param>
public sealed class AveragePool2DAttribute(int size) : PoolAttribute(size);
