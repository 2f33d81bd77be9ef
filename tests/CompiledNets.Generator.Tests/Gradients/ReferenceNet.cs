namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>A layer of a declared net.</summary>
/// <param name="Units">The units of a dense layer; null for an activation as a layer of its own.</param>
/// <param name="Activation">f.</param>
/// <param name="L1">The factor of Σ|w|.</param>
/// <param name="L2">The factor of Σw².</param>
internal sealed record ReferenceLayer(int? Units, Activation Activation = Activation.Linear, double L1 = 0, double L2 = 0);

/// <summary>The losses of a declared net.</summary>
internal enum ReferenceLoss
{
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    BinaryCrossEntropy,
    CrossEntropy,
}

/// <summary>A dense net in double, written as plainly as its definition: the truth that generated nets are compared with.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="InputSize">Values in a row of input.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Layers">The layers, in order.</param>
/// <param name="Loss">The loss.</param>
/// <param name="LossParameter">δ of Huber, ε of label smoothing.</param>
/// <param name="UsesLabels">Whether cross-entropy's targets are class labels.</param>
/// <param name="Unroll">How far kernels are written out.</param>
internal sealed record ReferenceNet(
    string Name, int InputSize, int BatchSize, IReadOnlyList<ReferenceLayer> Layers, ReferenceLoss Loss, double LossParameter, bool UsesLabels, Unroll Unroll)
{
    /// <summary>The width of the output.</summary>
    public int OutputSize => Layers.Select(layer => layer.Units).LastOrDefault(units => units is not null) ?? InputSize;

    /// <summary>The declaration as source.</summary>
    public string Source
    {
        get
        {
            IEnumerable<string> layers = Layers.Select(layer => layer.Units is { } units
                ? FormattableString.Invariant($"[Dense({units}, Activation.{layer.Activation}, L1 = {layer.L1}, L2 = {layer.L2})]")
                : $"[Activate(Activation.{layer.Activation})]");
            string loss = Loss switch
            {
                ReferenceLoss.Huber => FormattableString.Invariant($"Huber(Delta = {LossParameter})"),
                ReferenceLoss.CrossEntropy => FormattableString.Invariant($"CrossEntropy(LabelSmoothing = {LossParameter})"),
                _ => Loss.ToString(),
            };
            return $"[CompiledNet({InputSize}, BatchSize = {BatchSize}, Unroll = Unroll.{Unroll})]\n{string.Join('\n', layers)}\n[{loss}] [Sgd]\npublic partial class {Name};\n";
        }
    }

    /// <summary>What Predict says for one row.</summary>
    public double[] Predict(Tensors parameters, double[] row) => Forward(parameters, row, keepsLogits: false);

    /// <summary>The training loss of a batch, penalties included.</summary>
    public double ComputeLoss(Tensors parameters, double[][] inputs, double[][] targets)
    {
        double total = inputs.Zip(targets, (row, target) => RowLoss(Forward(parameters, row, keepsLogits: true), target)).Sum();
        double terms = Loss == ReferenceLoss.CrossEntropy ? inputs.Length : (double)inputs.Length * OutputSize;
        return (total / terms) + Penalty(parameters);
    }

    private double Penalty(Tensors parameters)
    {
        double penalty = 0;
        int dense = 0;
        foreach (ReferenceLayer layer in Layers.Where(layer => layer.Units is not null))
        {
            double[] weight = parameters[$"dense{++dense}.weight"];
            penalty += (layer.L1 * weight.Sum(Math.Abs)) + (layer.L2 * weight.Sum(value => value * value));
        }

        return penalty;
    }

    /// <summary>The outputs; or, for the losses of logits, what goes into a last softmax or sigmoid.</summary>
    private double[] Forward(Tensors parameters, double[] row, bool keepsLogits)
    {
        int dense = 0;
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Units is { } units)
                row = Multiply(parameters[$"dense{++dense}.weight"], parameters[$"dense{dense}.bias"], row, units);
            bool isFused = keepsLogits && i == Layers.Count - 1 && (Loss, Layers[i].Activation) is
                (ReferenceLoss.CrossEntropy, Activation.Softmax) or (ReferenceLoss.BinaryCrossEntropy, Activation.Sigmoid);
            if (!isFused)
                row = ReferenceActivation.Apply(Layers[i].Activation, row);
        }

        return row;
    }

    private static double[] Multiply(double[] weight, double[] bias, double[] row, int units)
    {
        double[] result = new double[units];
        for (int unit = 0; unit < units; unit++)
        {
            double sum = bias[unit];
            for (int i = 0; i < row.Length; i++)
                sum += weight[(unit * row.Length) + i] * row[i];
            result[unit] = sum;
        }

        return result;
    }

    private double RowLoss(double[] outputs, double[] targets) => Loss switch
    {
        ReferenceLoss.CrossEntropy => CrossEntropy(outputs, targets),
        _ => outputs.Zip(targets, ElementLoss).Sum(),
    };

    private double ElementLoss(double y, double t) => Loss switch
    {
        ReferenceLoss.MeanSquaredError => (y - t) * (y - t),
        ReferenceLoss.MeanAbsoluteError => Math.Abs(y - t),
        ReferenceLoss.Huber => Math.Abs(y - t) <= LossParameter ? 0.5 * (y - t) * (y - t) : LossParameter * (Math.Abs(y - t) - (0.5 * LossParameter)),
        ReferenceLoss.BinaryCrossEntropy => ReferenceActivation.Softplus(y) - (t * y),
        _ => throw new InvalidOperationException($"{Loss} is not a loss of single outputs."),
    };

    private double CrossEntropy(double[] logits, double[] targets)
    {
        double largest = logits.Max();
        double logSum = largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest)));
        return logits.Zip(targets, (logit, target) => -(((1 - LossParameter) * target) + (LossParameter / logits.Length)) * (logit - logSum)).Sum();
    }
}

/// <summary>Values of tensors by name, in PyTorch's layout.</summary>
internal sealed class Tensors : Dictionary<string, double[]>;
