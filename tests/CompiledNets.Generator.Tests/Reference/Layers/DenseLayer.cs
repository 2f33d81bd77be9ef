namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>y = f(W·x + b).</summary>
internal sealed record DenseLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    public override int[] OutputShape(int[] input) => Attribute.Sizes;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        double[] weight = pass.Tensor(Name, "weight"), bias = pass.Tensor(Name, "bias");
        return batch.Select(Attribute.Sizes, row => Multiply(weight, bias, row));
    }
}
