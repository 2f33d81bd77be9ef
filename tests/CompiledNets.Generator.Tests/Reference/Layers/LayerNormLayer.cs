namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>y = w·(x − µ)/√(σ² + ε) + b with µ and σ² of the values along the last axis.</summary>
internal sealed record LayerNormLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    private double Epsilon => Attribute.Number("Epsilon", 1e-5);

    public override int[] OutputShape(int[] input) => input;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        double[] weight = pass.Tensor(Name, "weight"), bias = pass.Tensor(Name, "bias");
        return batch.Select(batch.Shape, row => [.. row.Chunk(batch.Shape[^1]).SelectMany(Normalised)]);

        IEnumerable<double> Normalised(double[] values)
        {
            double mean = values.Average(), variance = values.Sum(value => (value - mean) * (value - mean)) / values.Length;
            pass.NoteVariance(variance, Epsilon);
            return values.Select((value, i) => (weight[i] * (value - mean) / Math.Sqrt(variance + Epsilon)) + bias[i]);
        }
    }
}
