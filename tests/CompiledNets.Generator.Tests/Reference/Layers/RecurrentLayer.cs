namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>A layer that goes through the steps of a sequence with a hidden state h, which is 0 at first: all of its states come out, or the last one.</summary>
internal abstract record RecurrentLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    protected int Units => Attribute.Sizes[0];

    protected override IEnumerable<string> Weights => ["weight_ih", "weight_hh"];

    private bool ReturnsSequences => Attribute.IsTrue("ReturnSequences");

    public override int[] OutputShape(int[] input) => ReturnsSequences ? [input[0], Units] : [Units];

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        double[] weightOfInput = pass.Tensor(Name, "weight_ih"), biasOfInput = pass.Tensor(Name, "bias_ih");
        double[] weightOfState = pass.Tensor(Name, "weight_hh"), biasOfState = pass.Tensor(Name, "bias_hh");
        return batch.Select(OutputShape(batch.Shape), row =>
        {
            double[] hidden = new double[Units], cell = new double[Units];
            var states = new List<double>();
            foreach (double[] x in row.Chunk(batch.Shape[1]))
            {
                hidden = Next(Multiply(weightOfInput, biasOfInput, x), Multiply(weightOfState, biasOfState, hidden), hidden, cell);
                states.AddRange(hidden);
            }

            return ReturnsSequences ? [.. states] : hidden;
        });
    }

    /// <summary>The next hidden state.</summary>
    /// <param name="ofInput">W·x + b of all gates, one after the other.</param>
    /// <param name="ofState">U·h + b of all gates.</param>
    /// <param name="hidden">h.</param>
    /// <param name="cell">A state besides h; changed to the next one.</param>
    protected abstract double[] Next(double[] ofInput, double[] ofState, double[] hidden, double[] cell);
}
