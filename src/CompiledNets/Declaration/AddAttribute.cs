namespace CompiledNets;

/// <summary>
/// A skip connection: y = x + the output of an earlier layer, value by value; both have the same shape, and it stays. Any number of them may
/// stand in a net, nested or side by side, and several may name the same layer. The gradient goes both ways. No tensors; named <c>add1</c> and so on.
/// PyTorch: <c>x + y</c>; Keras: <c>Add</c>.
/// </summary>
/// <param name="layer">The name of an earlier layer: the one that was given to it, or its kind and number, <c>dense1</c>.</param>
/// <example>
/// <code>
/// [CompiledNet(16)]
/// [Dense(32, Activation.Relu, Name = "stem")]
/// [Dense(32, Activation.Relu)]
/// [Dense(32)]
/// [Add("stem")]                       // stem's output + dense2's
/// [Activate(Activation.Relu)]
/// [Dense(4)]
/// public sealed partial class Residual;
/// </code>
/// </example>
public sealed class AddAttribute(string layer) : LayerAttribute
{
    /// <summary>The name of the layer whose output is added.</summary>
    public string Layer { get; } = layer;
}
