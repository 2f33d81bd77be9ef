namespace CompiledNets;

/// <summary>
/// The mean of each channel over the whole image: y[c] = Σ over i, j of x[c, i, j] / (height·width); <c>[batch, channels, height, width]</c> → <c>[batch, channels]</c>, which a
/// <see cref="DenseAttribute"/> takes as it is. PyTorch: <c>AdaptiveAvgPool2d(1)</c> and <c>Flatten</c>; Keras: <c>GlobalAveragePooling2D</c>, of channels-first data.
/// </summary>
public sealed class GlobalAveragePool2DAttribute : LayerAttribute;
