namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>Draws an optimizer, and whether gradients are clipped.</summary>
internal static class OptimizerDrawing
{
    private static readonly string[] Optimizers =
    [
        "Sgd", "Sgd(LearningRate = 0.02, Momentum = 0.9)", "Sgd(Momentum = 0.8, Nesterov = true, WeightDecay = 0.01)",
        "Adam", "Adam(LearningRate = 0.01, WeightDecay = 0.01)", "Adam(AmsGrad = true)",
        "AdamW", "AdamW(LearningRate = 0.01, AmsGrad = true)",
        "RmsProp", "RmsProp(LearningRate = 0.001, Momentum = 0.5)",
        "Adagrad",
    ];

    private static readonly string[] Clips = ["ClipGradients(Norm = 0.5)", "ClipGradients(Value = 0.05)"];

    /// <summary>The attributes.</summary>
    public static IEnumerable<string> Draw(Random random)
    {
        yield return $"[{Optimizers[random.Next(Optimizers.Length)]}]";
        if (random.Next(4) == 0)
            yield return $"[{Clips[random.Next(Clips.Length)]}]";
    }
}
