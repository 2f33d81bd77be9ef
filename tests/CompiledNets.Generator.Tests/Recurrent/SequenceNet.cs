using Tensors = System.Collections.Generic.Dictionary<string, double[]>;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>A recurrent layer of a <see cref="SequenceNet"/>.</summary>
internal sealed record SequenceLayer(string Kind, int Units, bool ReturnsSequences = false, double L1 = 0, double L2 = 0)
{
    public int Gates => Kind switch { "Rnn" => 1, "Gru" => 3, _ => 4 };

    public override string ToString() => FormattableString.Invariant(
        $"[{Kind}({Units}, ReturnSequences = {(ReturnsSequences ? "true" : "false")}, L1 = {L1}, L2 = {L2})]");
}

/// <summary>
/// Recurrent layers, then perhaps a dense one, under the mean squared error, in double and written as plainly as the definitions: the truth that generated
/// nets are compared with.
/// </summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Time">The steps of a row.</param>
/// <param name="Features">The values of a step.</param>
/// <param name="BatchSize">Rows of a step of training.</param>
/// <param name="Before">Attributes of layers before the recurrent ones; only those that a <see cref="SequenceNet"/> knows.</param>
/// <param name="Layers">The recurrent layers.</param>
/// <param name="Outputs">The units of the dense layer; 0 for none.</param>
internal sealed record SequenceNet(string Name, int Time, int Features, int BatchSize, SequenceStart Before, SequenceLayer[] Layers, int Outputs)
{
    private SequenceLayer Last => Layers[^1];

    public int InputSize => Time * Features;

    public int OutputSize => Outputs > 0 ? Outputs : (Last.ReturnsSequences ? Time : 1) * Last.Units;

    /// <summary>The declaration as source.</summary>
    public string Source => $"[CompiledNet({(Before == SequenceStart.Dense ? $"{InputSize}" : $"{Time}, {Features}")}, BatchSize = {BatchSize})]\n"
        + (Before == SequenceStart.Dense ? $"[Dense({InputSize}, Activation.Tanh, Name = \"start\")] [Reshape({Time}, {Features})]\n" : "")
        + (Before == SequenceStart.Activate ? "[Activate(Activation.Tanh)]\n" : "")
        + string.Concat(Layers.Select((layer, i) => layer.ToString().Replace(")]", $", Name = \"layer{i}\")]\n", StringComparison.Ordinal)))
        + (Outputs > 0 ? $"{(Last.ReturnsSequences ? "[Flatten] " : "")}[Dense({Outputs}, Name = \"end\")]\n" : "")
        + $"[MeanSquaredError] [Sgd]\npublic partial class {Name};\n";

    /// <summary>The loss of a batch, penalties included.</summary>
    public double Loss(Tensors parameters, double[][] inputs, double[][] targets) =>
        (inputs.Zip(targets, (row, target) => Predict(parameters, row).Zip(target, (y, t) => (y - t) * (y - t)).Sum()).Sum() / ((double)inputs.Length * OutputSize))
        + Layers.Select((layer, i) => Penalty(layer, parameters[$"layer{i}.weight_ih"]) + Penalty(layer, parameters[$"layer{i}.weight_hh"])).Sum();

    /// <summary>What Predict says for one row.</summary>
    public double[] Predict(Tensors parameters, double[] row)
    {
        if (Before == SequenceStart.Dense)
            row = Affine(parameters["start.weight"], parameters["start.bias"], row);
        if (Before != SequenceStart.Nothing)
            row = [.. row.Select(Math.Tanh)];
        double[][] steps = [.. row.Chunk(Features)];
        for (int i = 0; i < Layers.Length; i++)
        {
            steps = Hidden(Layers[i], $"layer{i}.", parameters, steps);
            if (!Layers[i].ReturnsSequences)
                steps = [steps[^1]];
        }

        double[] last = [.. steps.SelectMany(step => step)];
        return Outputs > 0 ? Affine(parameters["end.weight"], parameters["end.bias"], last) : last;
    }

    private static double Penalty(SequenceLayer layer, double[] weight) => (layer.L1 * weight.Sum(Math.Abs)) + (layer.L2 * weight.Sum(value => value * value));

    /// <summary>W·x + b, W as PyTorch has it.</summary>
    private static double[] Affine(double[] weight, double[] bias, double[] x) =>
        [.. bias.Select((b, row) => b + x.Select((value, column) => value * weight[(row * x.Length) + column]).Sum())];

    private static double[][] Hidden(SequenceLayer layer, string name, Tensors parameters, double[][] steps)
    {
        int units = layer.Units;
        double[] h = new double[units], c = new double[units];
        var all = new List<double[]>();
        foreach (double[] x in steps)
        {
            double[] first = Affine(parameters[name + "weight_ih"], parameters[name + "bias_ih"], x);
            double[] second = Affine(parameters[name + "weight_hh"], parameters[name + "bias_hh"], h);
            double Sum(int gate, int unit) => first[(gate * units) + unit] + second[(gate * units) + unit];
            double[] next = new double[units];
            for (int unit = 0; unit < units; unit++)
            {
                switch (layer.Kind)
                {
                    case "Rnn":
                        next[unit] = Math.Tanh(Sum(0, unit));
                        break;
                    case "Gru":
                        double r = Sigmoid(Sum(0, unit)), z = Sigmoid(Sum(1, unit));
                        double n = Math.Tanh(first[(2 * units) + unit] + (r * second[(2 * units) + unit]));
                        next[unit] = ((1 - z) * n) + (z * h[unit]);
                        break;
                    default:
                        c[unit] = (Sigmoid(Sum(1, unit)) * c[unit]) + (Sigmoid(Sum(0, unit)) * Math.Tanh(Sum(2, unit)));
                        next[unit] = Sigmoid(Sum(3, unit)) * Math.Tanh(c[unit]);
                        break;
                }
            }

            h = next;
            all.Add(h);
        }

        return [.. all];
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}

/// <summary>What stands before the recurrent layers.</summary>
internal enum SequenceStart
{
    Nothing,
    Activate,
    Dense,
}
