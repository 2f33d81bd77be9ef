namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>Draws a loss, and what must come before it.</summary>
internal sealed class LossDrawing
{
    private readonly Random random;
    private readonly string name;

    public LossDrawing(Random random)
    {
        this.random = random;
        string[] names = ["MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossEntropy", "CrossEntropy", "CrossEntropy"];
        name = names[random.Next(names.Length)];
        Written = name switch
        {
            "Huber" => "Huber(Delta = 0.5)",
            "CrossEntropy" when random.Next(2) == 0 => "CrossEntropy(LabelSmoothing = 0.1)",
            _ => name,
        };
    }

    /// <summary>The attribute.</summary>
    public string Written { get; }

    /// <summary>Whether the loss is of one distribution over several classes.</summary>
    public bool TakesClasses => name == "CrossEntropy";

    /// <summary>Whether the loss is of single probabilities, which a softmax does not give.</summary>
    public bool IsOfProbabilities => name == "BinaryCrossEntropy";

    /// <summary>Whether the last layer gives logits, or what is fused with the loss.</summary>
    public bool TakesLogits => TakesClasses || IsOfProbabilities;

    /// <summary>What the last layer ends in; null for anything.</summary>
    public Activation? LastActivation() => name switch
    {
        "CrossEntropy" => random.Next(2) == 0 ? Activation.Linear : Activation.Softmax,
        "BinaryCrossEntropy" => random.Next(2) == 0 ? Activation.Linear : Activation.Sigmoid,
        _ => null,
    };

    /// <summary>Whether the targets are labels; drawn anew.</summary>
    public bool DrawsLabels() => TakesClasses && random.Next(2) == 0;
}
