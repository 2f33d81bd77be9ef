namespace CompiledNets.Generator.Tests.Reference;

/// <summary>Values of tensors by name, in PyTorch's layout.</summary>
internal sealed class Tensors : Dictionary<string, double[]>
{
    public Tensors()
        : base(StringComparer.Ordinal)
    {
    }

    public Tensors(IEnumerable<KeyValuePair<string, double[]>> tensors)
        : base(tensors, StringComparer.Ordinal)
    {
    }
}
