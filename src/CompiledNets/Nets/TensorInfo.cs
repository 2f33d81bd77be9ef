namespace CompiledNets;

/// <summary>The name and shape of one of a net's tensors, as PyTorch and its files have them.</summary>
public sealed class TensorInfo
{
    /// <summary>Describes a tensor.</summary>
    /// <param name="name">The name, <c>dense1.weight</c>.</param>
    /// <param name="shape">The sizes, outermost first.</param>
    public TensorInfo(string name, params int[] shape)
    {
        Name = name;
        Shape = Array.AsReadOnly((int[])shape.Clone());
        Length = shape.Aggregate(1, (product, size) => checked(product * size));
    }

    /// <summary>The tensor's name: <c>LAYER.weight</c>, <c>LAYER.bias</c>, …</summary>
    public string Name { get; }

    /// <summary>The sizes in PyTorch's layout, outermost first: <c>[out, in]</c> for the weight of a dense layer.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>
    /// Whether training steps change the values by their gradient, as those of weights and biases. Running statistics are averages over batches: they have no
    /// gradient and do not count as parameters, but are saved and loaded like them.
    /// </summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>The number of values: the product of the sizes.</summary>
    public int Length { get; }

    /// <summary>The name and the shape: <c>dense1.weight [128, 784]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
