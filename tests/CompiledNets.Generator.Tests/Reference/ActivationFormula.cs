namespace CompiledNets.Generator.Tests.Reference;

/// <summary>The activation functions in double, straight from their definitions.</summary>
internal static class ActivationFormula
{
    /// <summary>Applies the function to one row, wherever it bends.</summary>
    public static double[] Apply(Activation activation, double[] row) => Apply(activation, row, ForwardPass.OfInference([]));

    /// <summary>Applies the function to one row.</summary>
    public static double[] Apply(Activation activation, double[] row, ForwardPass pass)
    {
        foreach (double bend in Bends(activation))
        {
            foreach (double value in row)
                pass.NoteBend(value - bend);
        }

        if (activation != Activation.Softmax)
            return [.. row.Select(value => Of(activation, value))];
        double largest = row.Max();
        double[] exponentials = [.. row.Select(value => Math.Exp(value - largest))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }

    /// <summary>ln(1 + eᶻ), without overflow.</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>σ(z).</summary>
    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>Where the function has no derivative.</summary>
    private static ReadOnlySpan<double> Bends(Activation activation) => activation switch
    {
        Activation.Relu or Activation.LeakyRelu or Activation.Selu => [0.0],
        Activation.HardSigmoid or Activation.HardSwish => [-3.0, 3.0],
        _ => [],
    };

    private static double Of(Activation activation, double z) => activation switch
    {
        Activation.Linear => z,
        Activation.Relu => Math.Max(0, z),
        Activation.LeakyRelu => z > 0 ? z : 0.01 * z,
        Activation.Elu => z > 0 ? z : Math.Exp(z) - 1,
        Activation.Selu => 1.0507009873554804934193349852946 * (z > 0 ? z : 1.6732632423543772848170429916717 * (Math.Exp(z) - 1)),
        Activation.Gelu => z * NormalDistribution(z),
        Activation.Silu => z / (1 + Math.Exp(-z)),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        Activation.Softplus => Softplus(z),
        Activation.HardSigmoid => Math.Clamp((z / 6) + 0.5, 0, 1),
        Activation.HardSwish => z * Math.Clamp((z / 6) + 0.5, 0, 1),
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not a function of single values."),
    };

    /// <summary>Φ(z) by its power series, ½ + φ(z)·(z + z³/3 + z⁵/15 + …); exact in double for the |z| below 9 that occur here.</summary>
    private static double NormalDistribution(double z)
    {
        if (Math.Abs(z) > 9)
            return z > 0 ? 1 : 0;
        double sum = z, term = z;
        for (int i = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); i += 2)
        {
            term *= z * z / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }
}
