using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Gradients.Skips;

/// <summary>A layer of a net with skip connections.</summary>
/// <param name="Name">Its name.</param>
internal abstract record SkipLayer(string Name)
{
    /// <summary>f(x·Wᵀ + b).</summary>
    public sealed record Dense(string Name, int Units, Activation Activation = Activation.Tanh) : SkipLayer(Name);

    /// <summary>f(x).</summary>
    public sealed record Activate(string Name, Activation Activation) : SkipLayer(Name);

    /// <summary>x + the output of another layer.</summary>
    public sealed record Add(string Name, string Other) : SkipLayer(Name);

    /// <summary>x under another shape.</summary>
    public sealed record Reshape(string Name, params int[] Shape) : SkipLayer(Name);
}

/// <summary>A net with skip connections in double, as plain as its definition.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="InputSize">Values in a row of input.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Loss">The loss as it is declared: squares, or cross-entropy of target probabilities.</param>
/// <param name="Layers">The layers, in order.</param>
internal sealed record SkipNet(string Name, int InputSize, int BatchSize, string Loss, params SkipLayer[] Layers)
{
    private bool IsClassifier => Loss == "CrossEntropy";

    public string Source =>
        $"[CompiledNet({InputSize}, BatchSize = {BatchSize})]\n{string.Concat(Layers.Select(Attribute))}[{Loss}] [Adam(LearningRate = 0.01)]\npublic partial class {Name};\n";

    /// <summary>What Predict says for one row.</summary>
    public double[] Predict(Tensors parameters, double[] row) => Forward(parameters, row, keepsLogits: false);

    /// <summary>The loss of a batch.</summary>
    public double ComputeLoss(Tensors parameters, double[][] inputs, double[][] targets)
    {
        double[][] outputs = [.. inputs.Select(row => Forward(parameters, row, keepsLogits: true))];
        return IsClassifier
            ? outputs.Zip(targets, CrossEntropy).Average()
            : outputs.Zip(targets, (output, target) => output.Zip(target, (y, t) => (y - t) * (y - t)).Average()).Average();
    }

    private static string Attribute(SkipLayer layer) => layer switch
    {
        SkipLayer.Dense dense => $"[Dense({dense.Units}, Activation.{dense.Activation}, Name = \"{dense.Name}\")]\n",
        SkipLayer.Activate activate => $"[Activate(Activation.{activate.Activation}, Name = \"{activate.Name}\")]\n",
        SkipLayer.Add add => $"[Add(\"{add.Other}\", Name = \"{add.Name}\")]\n",
        SkipLayer.Reshape reshape => $"[Reshape({string.Join(", ", reshape.Shape)}, Name = \"{reshape.Name}\")]\n",
        _ => throw new InvalidOperationException($"{layer} has no attribute."),
    };

    private double[] Forward(Tensors parameters, double[] row, bool keepsLogits)
    {
        var outputs = new Dictionary<string, double[]>();
        foreach (SkipLayer layer in Layers)
        {
            bool isFused = keepsLogits && IsClassifier && layer == Layers[^1];
            row = layer switch
            {
                SkipLayer.Dense dense => Apply(isFused ? Activation.Linear : dense.Activation, Multiply(parameters, dense, row)),
                SkipLayer.Activate activate => Apply(isFused ? Activation.Linear : activate.Activation, row),
                SkipLayer.Add add => [.. row.Zip(outputs[add.Other], (x, z) => x + z)],
                _ => row,
            };
            outputs[layer.Name] = row;
        }

        return row;
    }

    private static double[] Apply(Activation activation, double[] row) => activation == Activation.Linear ? row : ActivationFormula.Apply(activation, row);

    private static double[] Multiply(Tensors parameters, SkipLayer.Dense layer, double[] row)
    {
        double[] weight = parameters[layer.Name + ".weight"], bias = parameters[layer.Name + ".bias"];
        return [.. Enumerable.Range(0, layer.Units).Select(unit => bias[unit] + row.Select((x, i) => weight[(unit * row.Length) + i] * x).Sum())];
    }

    private static double CrossEntropy(double[] logits, double[] targets)
    {
        double logSum = Math.Log(logits.Sum(Math.Exp));
        return -logits.Zip(targets, (logit, target) => target * (logit - logSum)).Sum();
    }
}
