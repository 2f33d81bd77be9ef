namespace CompiledNets;

/// <summary>The same values under another shape, outermost axis first. PyTorch: <c>Unflatten</c>, <c>reshape</c>; Keras: <c>Reshape</c>.</summary>
/// <param name="shape">The shape of a row, without the batch: each size at least 1, their product the number of values that come in.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The shape of a row.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
