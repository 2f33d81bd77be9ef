using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>The recurrent nets that are compared with a plain one.</summary>
internal static class SequenceNets
{
    private static readonly string[] Kinds = ["Rnn", "Gru", "Lstm"];

    /// <summary>Sizes around a panel, a single step and many, a single row.</summary>
    public static IReadOnlyList<SequenceNet> All { get; } =
    [
        .. Kinds.SelectMany(kind => new SequenceNet[]
        {
            new(kind + "OfOneStep", 1, 5, 3, SequenceStart.Nothing, [new(kind, 16)], 2),
            new(kind + "Narrow", 7, 3, 4, SequenceStart.Nothing, [new(kind, 5)], 2),
            new(kind + "Wide", 3, 17, 3, SequenceStart.Nothing, [new(kind, 17, L1: 0.01, L2: 0.02)], 3),
            new(kind + "BehindDense", 5, 3, 3, SequenceStart.Dense, [new(kind, 7, ReturnsSequences: true)], 0),
        }),
        new("Smallest", 1, 1, 1, SequenceStart.Nothing, [new("Gru", 1)], 0),
        new("Panel", 6, 1, 9, SequenceStart.Nothing, [new("Gru", 16)], 1),
        new("SequenceOfOneStep", 1, 3, 2, SequenceStart.Nothing, [new("Gru", 17, ReturnsSequences: true)], 4),
        new("Long", 53, 2, 2, SequenceStart.Nothing, [new("Lstm", 4)], 1),
        new("BehindActivation", 4, 3, 3, SequenceStart.Activate, [new("Rnn", 7)], 2),
        new("BehindDenseOfOneStep", 1, 5, 3, SequenceStart.Dense, [new("Gru", 3)], 2),
        new("BehindDenseOfPanels", 2, 16, 3, SequenceStart.Dense, [new("Gru", 18)], 2),
        new("Copies", 50, 33, 4, SequenceStart.Nothing, [new("Gru", 64)], 2), // large enough for copies in the products of weight gradients
        new("Stacked", 6, 4, 5, SequenceStart.Nothing, [new("Gru", 9, true), new("Lstm", 17, true), new("Rnn", 3)], 2),
        new("StackedSequences", 4, 2, 3, SequenceStart.Nothing, [new("Lstm", 16, true), new("Gru", 5, true)], 3),
        new("StackedBare", 4, 2, 3, SequenceStart.Dense, [new("Rnn", 5, true), new("Lstm", 19, true)], 0),
    ];

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate([.. All.Select(net => GeneratorHarness.Usings + net.Source)]));

    private static readonly Lazy<LoadedNets> Own = new(() => LoadedNets.Load(Run.Value));

    private static readonly Lazy<LoadedNets> Wide = new(() => LoadedNets.Load(
        GeneratorHarness.Generate([.. All.Where(net => WideNames.Any(name => name.Data == net.Name)).Select(net => GeneratorHarness.Usings + net.Source)]).WithWideLanes()));

    /// <summary>Those that are compiled for 16 lanes as well.</summary>
    public static TheoryData<string> WideNames => new("RnnWide", "LstmNarrow", "LstmBehindDense", "Panel", "Copies", "Stacked");

    public static TheoryData<string> Names => [.. All.Select(net => net.Name)];

    public static ITrainableNet Net(string name) => Own.Value.TrainableNet(name, seed: 5);

    /// <summary>The same with 16 lanes, whatever the machine has.</summary>
    public static ITrainableNet WideNet(string name) => Wide.Value.TrainableNet(name, seed: 5);
}
