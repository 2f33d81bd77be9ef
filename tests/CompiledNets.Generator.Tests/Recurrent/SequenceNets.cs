using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>The recurrent nets that are compared with a plain one.</summary>
internal static class SequenceNets
{
    public const int Seed = 5;

    private static readonly string[] Kinds = ["Rnn", "Gru", "Lstm"];

    /// <summary>Sizes around a panel, a single step and many, a single row.</summary>
    public static IReadOnlyList<ReferenceNet> All { get; } =
    [
        .. Kinds.SelectMany(kind => new[]
        {
            Net(kind + "OfOneStep", "1, 5, BatchSize = 3", $"[{kind}(16)] [Dense(2)]"),
            Net(kind + "Narrow", "7, 3, BatchSize = 4", $"[{kind}(5)] [Dense(2)]"),
            Net(kind + "Wide", "3, 17, BatchSize = 3", $"[{kind}(17, L1 = 0.01, L2 = 0.02)] [Dense(3)]"),
            Net(kind + "BehindDense", "15, BatchSize = 3", $"[Dense(15, Activation.Tanh)] [Reshape(5, 3)] [{kind}(7, ReturnSequences = true)]"),
        }),
        Net("Smallest", "1, 1, BatchSize = 1", "[Gru(1)]"),
        Net("Panel", "6, 1, BatchSize = 9", "[Gru(16)] [Dense(1)]"),
        Net("SequenceOfOneStep", "1, 3, BatchSize = 2", "[Gru(17, ReturnSequences = true)] [Flatten] [Dense(4)]"),
        Net("Long", "53, 2, BatchSize = 2", "[Lstm(4)] [Dense(1)]"),
        Net("BehindActivation", "4, 3, BatchSize = 3", "[Activate(Activation.Tanh)] [Rnn(7)] [Dense(2)]"),
        Net("BehindDenseOfOneStep", "5, BatchSize = 3", "[Dense(5, Activation.Tanh)] [Reshape(1, 5)] [Gru(3)] [Dense(2)]"),
        Net("BehindDenseOfPanels", "32, BatchSize = 3", "[Dense(32, Activation.Tanh)] [Reshape(2, 16)] [Gru(18)] [Dense(2)]"),
        Net("Copies", "50, 33, BatchSize = 4", "[Gru(64)] [Dense(2)]"), // large enough for copies in the products of weight gradients
        Net("Stacked", "6, 4, BatchSize = 5", "[Gru(9, ReturnSequences = true)] [Lstm(17, ReturnSequences = true)] [Rnn(3)] [Dense(2)]"),
        Net("StackedSequences", "4, 2, BatchSize = 3", "[Lstm(16, ReturnSequences = true)] [Gru(5, ReturnSequences = true)] [Flatten] [Dense(3)]"),
        .. from shape in (string[])["7, 9", "8, 16", "17, 3", "1, 5", "6, 1"]
           let name = shape.Replace(", ", "x", StringComparison.Ordinal)
           from net in new[]
           {
               Net("Transposed" + name, $"{shape}, BatchSize = 3", "[Transpose] [Gru(4)] [Dense(2)]"),
               Net("TransposedBehindConvolution" + name, $"{shape}, BatchSize = 3", "[Conv1D(9, 1, Activation.Tanh)] [Transpose] [Lstm(3)] [Dense(2)]"),
               Net("TransposedLast" + name, $"{shape}, BatchSize = 3", "[Rnn(5, ReturnSequences = true)] [Transpose]"),
           }
           select net,
        Net("StackedBare", "8, BatchSize = 3", "[Dense(8, Activation.Tanh)] [Reshape(4, 2)] [Rnn(5, ReturnSequences = true)] [Lstm(19, ReturnSequences = true)]"),
    ];

    public static NetVariants Compiled { get; } = new(Seed, All.Select(net => net.Source));

    public static TheoryData<string> Names => [.. All.Select(net => net.Name)];

    private static ReferenceNet Net(string name, string head, string layers) => ReferenceNet.Parse(name, $"[CompiledNet({head})] {layers} [MeanSquaredError] [Sgd]");
}
