namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>A layer whose weights may be penalised: λ₁·Σ|w| + λ₂·Σw².</summary>
internal abstract record WeightedLayer(string Name, Activation Activation, double L1, double L2) : ReferenceLayer(Name, Activation)
{
    protected WeightedLayer(string name, DeclaredAttribute attribute)
        : this(name, attribute.Activation, attribute.Number("L1", 0), attribute.Number("L2", 0))
    {
    }

    /// <summary>The tensors that are weights, not biases.</summary>
    protected virtual IEnumerable<string> Weights => ["weight"];

    public override double Penalty(ForwardPass pass)
    {
        double penalty = 0;
        foreach (double weight in Weights.SelectMany(tensor => pass.Tensor(Name, tensor)))
        {
            if (L1 != 0)
                pass.NoteBend(weight);
            penalty += (L1 * Math.Abs(weight)) + (L2 * weight * weight);
        }

        return penalty;
    }

    /// <summary>y = W·x + b for W [out, in].</summary>
    protected static double[] Multiply(double[] weight, double[] bias, double[] x)
    {
        double[] result = new double[bias.Length];
        for (int unit = 0; unit < result.Length; unit++)
        {
            double sum = bias[unit];
            for (int i = 0; i < x.Length; i++)
                sum += weight[(unit * x.Length) + i] * x[i];
            result[unit] = sum;
        }

        return result;
    }
}
