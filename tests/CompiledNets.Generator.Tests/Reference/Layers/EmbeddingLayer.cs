namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>Of each index, the row of the weight: [steps] → [steps, width].</summary>
internal sealed record EmbeddingLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    /// <summary>How many indices there are.</summary>
    public int Vocabulary => Attribute.Sizes[0];

    private int Width => Attribute.Sizes[1];

    public override int[] OutputShape(int[] input) => [.. input, Width];

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        double[] weight = pass.Tensor(Name, "weight");
        return batch.Select(OutputShape(batch.Shape), row => [.. row.SelectMany(index => weight.Skip((int)index * Width).Take(Width))]);
    }
}
