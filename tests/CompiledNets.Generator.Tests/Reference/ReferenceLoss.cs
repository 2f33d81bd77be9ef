namespace CompiledNets.Generator.Tests.Reference;

/// <summary>The losses in double, straight from their definitions.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Parameter">δ of Huber, ε of label smoothing.</param>
internal sealed record ReferenceLoss(string Name, double Parameter)
{
    private static readonly string[] Names = ["MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossEntropy", "CrossEntropy"];

    /// <summary>The last layer's activation that the loss takes into itself.</summary>
    public Activation? FusedActivation => Name switch
    {
        "CrossEntropy" => Activation.Softmax,
        "BinaryCrossEntropy" => Activation.Sigmoid,
        _ => null,
    };

    public static bool IsLoss(string name) => Names.Contains(name);

    public static ReferenceLoss Create(DeclaredAttribute attribute) =>
        new(attribute.Name, attribute.Name == "Huber" ? attribute.Number("Delta", 1) : attribute.Number("LabelSmoothing", 0));

    /// <summary>The mean over the batch, as PyTorch reduces it.</summary>
    public double Of(Batch outputs, Batch targets, ForwardPass pass)
    {
        double total = outputs.Rows.Zip(targets.Rows, (row, target) => Name == "CrossEntropy" ? CrossEntropy(row, target) : row.Zip(target, (y, t) => OfValue(y, t, pass)).Sum()).Sum();
        return total / (Name == "CrossEntropy" ? outputs.Rows.Length : (double)outputs.Rows.Length * outputs.Size);
    }

    private double OfValue(double y, double t, ForwardPass pass)
    {
        if (Name == "MeanAbsoluteError")
            pass.NoteBend(y - t);
        return Name switch
        {
            "MeanSquaredError" => (y - t) * (y - t),
            "MeanAbsoluteError" => Math.Abs(y - t),
            "Huber" => Math.Abs(y - t) <= Parameter ? 0.5 * (y - t) * (y - t) : Parameter * (Math.Abs(y - t) - (0.5 * Parameter)),
            "BinaryCrossEntropy" => ActivationFormula.Softplus(y) - (t * y),
            _ => throw new InvalidOperationException($"{Name} is not a loss of single outputs."),
        };
    }

    private double CrossEntropy(double[] logits, double[] targets)
    {
        double largest = logits.Max();
        double logSum = largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest)));
        return logits.Zip(targets, (logit, target) => -(((1 - Parameter) * target) + (Parameter / logits.Length)) * (logit - logSum)).Sum();
    }
}
