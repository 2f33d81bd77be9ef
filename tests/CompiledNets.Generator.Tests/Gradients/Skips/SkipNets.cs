using System.Globalization;
using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Gradients.Skips;

/// <summary>Nets with skip connections: every place that one can have, and nets drawn at random.</summary>
internal static class SkipNets
{
    private const int RandomCount = 24;

    private static readonly string[] Activations = ["Tanh", "Gelu", "Softplus", "Linear", "Silu"];

    public static IReadOnlyList<ReferenceNet> All { get; } = [.. Special(), .. Enumerable.Range(0, RandomCount).Select(Draw)];

    private static IEnumerable<ReferenceNet> Special() =>
    [
        Net("Residual", "10, BatchSize = 6", Dense(17), Dense(17), Add("dense1"), Activate("Gelu"), Dense(3), "[MeanSquaredError]"),
        Net("Nested", "5, BatchSize = 4", Dense(9), Dense(9), Dense(9), Add("dense2"), Dense(9), Add("dense1"), Dense(2), "[MeanSquaredError]"),
        Net("OfAdd", "5, BatchSize = 4", Dense(8), Dense(8), Add("dense1"), Dense(8), Add("add1"), Dense(8), Add("add2"), Dense(2), "[MeanSquaredError]"),
        Net("Repeated", "3, BatchSize = 5", Dense(16), Add("dense1"), Dense(16), Add("dense1"), Add("dense1"), Dense(4), "[MeanSquaredError]"),
        Net("JustBefore", "3, BatchSize = 5", Dense(7), Dense(7), Add("dense2"), Dense(4), "[MeanSquaredError]"),
        Net("Doubled", "3, BatchSize = 1", Dense(4), Add("dense1"), Add("add1"), Add("add2"), "[MeanSquaredError]"),
        Net("Last", "6, BatchSize = 3", Dense(11), Dense(11), Add("dense1"), "[MeanSquaredError]"),
        Net("LastOfLogits", "6, BatchSize = 3", Dense(5), Dense(5, "Linear"), Add("dense1"), "[CrossEntropy]"),
        Net("LastOfManyLogits", "6, BatchSize = 3", Dense(70), Dense(70, "Linear"), Add("dense1"), "[CrossEntropy]"),
        Net("BeforeSoftmax", "6, BatchSize = 3", Dense(5), Dense(5, "Linear"), Add("dense1"), Activate("Softmax"), "[CrossEntropy]"),
        Net("OfSoftmax", "6, BatchSize = 3", Dense(5, "Softmax"), Dense(5), Add("dense1"), Dense(4, "Softmax"), "[CrossEntropy]"),
        Net("OfActivate", "15, BatchSize = 2", Activate("Softplus"), Dense(15), Add("activate1"), Dense(33, "Mish"), Add("dense2"), "[MeanSquaredError]"),
        Net("NothingTrainedBefore", "15, BatchSize = 2", Activate("Tanh"), Activate("Softplus"), Add("activate1"), Dense(3), "[MeanSquaredError]"),
        Net("OfReshape", "12, BatchSize = 3", Dense(12), "[Reshape(3, 4)]", Activate("Tanh"), Add("reshape1"), "[Reshape(12)]", Add("dense1"), Dense(2), "[MeanSquaredError]"),
        Net("OfFlatten", "2, 3, BatchSize = 3", "[Flatten]", Dense(6), Add("flatten1"), Dense(6), Add("flatten1"), Dense(2), "[MeanSquaredError]"),
        Net("Wide", "20, BatchSize = 9", Dense(130), Dense(130, "Gelu"), Add("dense1"), Dense(130), Add("dense2"), Dense(6), "[MeanSquaredError]"),

        // What is added lies otherwise than what comes in: an image's or a sequence's values in order, and by channels or steps.
        Net("OfImageInOrder", "54, BatchSize = 3", "[Reshape(2, 3, 9)]", "[Conv2D(2, 3, Activation.Tanh, Padding = 1)]", Add("reshape1"), "[Flatten]", Dense(3), "[MeanSquaredError]"),
        Net("OfImageByChannels", "1, 4, 5, BatchSize = 3", "[Conv2D(3, 1, Activation.Tanh)]", "[Flatten]", Dense(60), "[Reshape(3, 4, 5)]", Add("conv1"), "[Flatten]", Dense(3), "[MeanSquaredError]"),
        Net("OfSequence", "5, 3, BatchSize = 4", "[Gru(7, ReturnSequences = true)]", "[Gru(7, ReturnSequences = true)]", Add("gru1"), "[Rnn(4)]", Dense(2), "[MeanSquaredError]"),
        Net("OfSequenceInOrder", "15, BatchSize = 4", Dense(15), "[Reshape(5, 3)]", "[Lstm(3, ReturnSequences = true)]", Add("reshape1"), "[Flatten]", Dense(2), "[MeanSquaredError]"),
    ];

    private static string Dense(int units, string activation = "Tanh") => string.Create(CultureInfo.InvariantCulture, $"[Dense({units}, Activation.{activation})]");

    private static string Activate(string activation) => $"[Activate(Activation.{activation})]";

    private static string Add(string other) => $"[Add(\"{other}\")]";

    /// <summary>Layers of one width, among them additions of any layer before.</summary>
    private static ReferenceNet Draw(int number)
    {
        var random = new Random(number);
        int width = random.Next(1, 40);
        var layers = new List<string> { $"[Dense({width}, Name = \"l0\")]" };
        for (int i = 1; i < 9; i++)
        {
            string name = $"Name = \"l{i}\"", activation = "Activation." + Activations[random.Next(Activations.Length)];
            layers.Add(random.Next(5) switch
            {
                0 => $"[Activate({activation}, {name})]",
                1 or 2 => $"[Dense({width}, {activation}, {name})]",
                _ => $"[Add(\"l{random.Next(i)}\", {name})]",
            });
        }

        return Net($"Random{number}", $"{random.Next(1, 20)}, BatchSize = {random.Next(1, 8)}", [.. layers, "[MeanSquaredError]"]);
    }

    private static ReferenceNet Net(string name, string head, params string[] attributes) =>
        ReferenceNet.Parse(name, $"[CompiledNet({head})] {string.Join(' ', attributes)} [Adam(LearningRate = 0.01)]");
}
