namespace CompiledNets;

/// <summary>
/// A row of any shape as one row of features, outermost axis first: <c>[batch, a, b, …]</c> → <c>[batch, a·b·…]</c>. Between the layers of an image and
/// a <see cref="DenseAttribute"/>. PyTorch: <c>Flatten</c>; Keras: <c>Flatten</c>, of channels-first data.
/// </summary>
public sealed class FlattenAttribute : LayerAttribute;
