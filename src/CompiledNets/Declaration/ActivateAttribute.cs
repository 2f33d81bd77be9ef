namespace CompiledNets;

/// <summary>An activation function as a layer of its own: y = f(x), the shape stays.</summary>
/// <param name="activation">f.</param>
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The activation function f.</summary>
    public Activation Activation { get; } = activation;
}
