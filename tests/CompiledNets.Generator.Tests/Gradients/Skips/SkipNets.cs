using static CompiledNets.Generator.Tests.Gradients.Skips.SkipLayer;

namespace CompiledNets.Generator.Tests.Gradients.Skips;

/// <summary>Nets with skip connections: every place that one can have, and nets drawn at random.</summary>
internal static class SkipNets
{
    private const int RandomCount = 24;

    public static IReadOnlyList<SkipNet> All { get; } = [.. Special(), .. Enumerable.Range(0, RandomCount).Select(Draw)];

    private static IEnumerable<SkipNet> Special() =>
    [
        new("Residual", 10, 6, "MeanSquaredError", new Dense("a", 17), new Dense("b", 17), new Add("s", "a"), new Activate("r", Activation.Gelu), new Dense("c", 3)),
        new("Nested", 5, 4, "MeanSquaredError", new Dense("a", 9), new Dense("b", 9), new Dense("c", 9), new Add("inner", "b"), new Dense("d", 9), new Add("outer", "a"), new Dense("e", 2)),
        new("OfAdd", 5, 4, "MeanSquaredError", new Dense("a", 8), new Dense("b", 8), new Add("s", "a"), new Dense("c", 8), new Add("t", "s"), new Dense("d", 8), new Add("u", "t"), new Dense("e", 2)),
        new("Repeated", 3, 5, "MeanSquaredError", new Dense("a", 16), new Add("s", "a"), new Dense("b", 16), new Add("t", "a"), new Add("u", "a"), new Dense("c", 4)),
        new("JustBefore", 3, 5, "MeanSquaredError", new Dense("a", 7), new Dense("b", 7), new Add("s", "b"), new Dense("c", 4)),
        new("Doubled", 3, 1, "MeanSquaredError", new Dense("a", 4), new Add("s", "a"), new Add("t", "s"), new Add("u", "t")),
        new("Last", 6, 3, "MeanSquaredError", new Dense("a", 11), new Dense("b", 11), new Add("s", "a")),
        new("LastOfLogits", 6, 3, "CrossEntropy", new Dense("a", 5), new Dense("b", 5, Activation.Linear), new Add("s", "a")),
        new("LastOfManyLogits", 6, 3, "CrossEntropy", new Dense("a", 70), new Dense("b", 70, Activation.Linear), new Add("s", "a")),
        new("BeforeSoftmax", 6, 3, "CrossEntropy", new Dense("a", 5), new Dense("b", 5, Activation.Linear), new Add("s", "a"), new Activate("p", Activation.Softmax)),
        new("OfSoftmax", 6, 3, "CrossEntropy", new Dense("a", 5, Activation.Softmax), new Dense("b", 5), new Add("s", "a"), new Dense("c", 4, Activation.Softmax)),
        new("OfActivate", 15, 2, "MeanSquaredError", new Activate("f", Activation.Softplus), new Dense("b", 15), new Add("s", "f"), new Dense("c", 33, Activation.Mish), new Add("t", "c")),
        new("NothingTrainedBefore", 15, 2, "MeanSquaredError", new Activate("f", Activation.Tanh), new Activate("g", Activation.Softplus), new Add("s", "f"), new Dense("c", 3)),
        new("OfReshape", 12, 3, "MeanSquaredError", new Dense("a", 12), new Reshape("r", 3, 4), new Activate("f", Activation.Tanh), new Add("s", "r"), new Reshape("q", 12), new Add("t", "a"), new Dense("c", 2)),
        new("Wide", 20, 9, "MeanSquaredError", new Dense("a", 130), new Dense("b", 130, Activation.Gelu), new Add("s", "a"), new Dense("c", 130), new Add("t", "b"), new Dense("d", 6)),
    ];

    /// <summary>Layers of one width, among them additions of any layer before.</summary>
    private static SkipNet Draw(int number)
    {
        var random = new Random(number);
        int width = random.Next(1, 40);
        Activation[] activations = [Activation.Tanh, Activation.Gelu, Activation.Softplus, Activation.Linear, Activation.Silu];
        var layers = new List<SkipLayer> { new Dense("l0", width) };
        for (int i = 1; i < 9; i++)
        {
            string name = $"l{i}", other = $"l{random.Next(i)}";
            Activation activation = activations[random.Next(activations.Length)];
            layers.Add(random.Next(5) switch
            {
                0 => new Activate(name, activation),
                1 or 2 => new Dense(name, width, activation),
                _ => new Add(name, other),
            });
        }

        return new SkipNet($"Random{number}", random.Next(1, 20), random.Next(1, 8), "MeanSquaredError", [.. layers]);
    }
}
