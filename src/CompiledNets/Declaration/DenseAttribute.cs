namespace CompiledNets;

/// <summary>
/// A fully connected layer: y = f(x·Wᵀ + b), <c>[batch, in]</c> → <c>[batch, units]</c>. Tensors: <c>NAME.weight</c>
/// <c>[units, in]</c>, <c>NAME.bias</c> <c>[units]</c>. PyTorch: <c>Linear</c>; Keras: <c>Dense</c>.
/// </summary>
/// <param name="units">The number of outputs, at least 1.</param>
/// <param name="activation">f. Default: none.</param>
public sealed class DenseAttribute(int units, Activation activation = Activation.Linear) : WeightedLayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>The activation function f.</summary>
    public Activation Activation { get; } = activation;
}
