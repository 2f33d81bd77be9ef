using System.Globalization;
using System.Text;
using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Diagnostics;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Snapshots;

/// <summary>The generated code of a few nets, each of which shows something, and the text of all diagnostics.</summary>
public sealed class SnapshotTests
{
    private const string DiagnosticsName = "Diagnostics";

    /// <summary>What the snapshot shows, and the net.</summary>
    public static TheoryData<string, string> Nets => new()
    {
        {
            "Classifier",
            """
            namespace Shop;

            [CompiledNet(20, BatchSize = 16)]
            [Dense(16, Activation.Relu)]
            [Dense(3, Activation.Softmax)]
            [CrossEntropy]
            [Adam(LearningRate = 1e-3)]
            public sealed partial class BasketClassifier;
            """
        },
        {
            "Regression",
            """
            [CompiledNet(6)]
            [Dense(8, L2 = 1e-4, Initializer = Initializer.HeNormal, Name = "hidden")]
            [Activate(Activation.Gelu)]
            [Dense(1, L1 = 0.01)]
            [Huber(Delta = 0.5)]
            [Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true)]
            [ClipGradients(Norm = 1)]
            internal sealed partial class PriceModel;
            """
        },
        {
            "PredictionOnly",
            """
            partial struct Car
            {
                [CompiledNet(4)]
                [Dense(4, Activation.Tanh)]
                private sealed partial class @event;
            }
            """
        },
        {
            "Unrolled",
            """
            [CompiledNet(16, Unroll = Unroll.Full)]
            [Dense(2)]
            public partial class Unrolled;
            """
        },
        {
            "Images",
            """
            [CompiledNet(1, 28, 28, BatchSize = 64)]
            [Conv2D(4, 3, Padding = 1)]
            [BatchNorm]
            [Activate(Activation.Relu)]
            [MaxPool2D(2)]
            [Flatten]
            [Dropout(0.5)]
            [Dense(3, Activation.Softmax)]
            [CrossEntropy]
            [AdamW]
            public sealed partial class Digits;
            """
        },
        {
            "Peaks",
            """
            [CompiledNet(1, 14, 14, BatchSize = 32)]
            [Conv2D(8, 5, Activation.Relu)]
            [MaxPool2D(2)]
            [Conv2D(8, 2, Activation.Relu, L2 = 1e-4)]
            [MaxPool2D(2)]
            [Flatten]
            [Dense(2)]
            [CrossEntropy]
            [Adam]
            public sealed partial class Marks;
            """
        },
        {
            "Sequences",
            """
            [CompiledNet(5, 2, BatchSize = 4)]
            [Gru(8, ReturnSequences = true)]
            [LayerNorm(Name = "norm")]
            [Activate(Activation.Tanh)]
            [Add("norm")]
            [Lstm(8)]
            [Dense(1)]
            [MeanSquaredError]
            [Adam]
            public sealed partial class Forecast;
            """
        },
        {
            "Words",
            """
            [CompiledNet(6, BatchSize = 4)]
            [Embedding(100, 8)]
            [Rnn(8)]
            [Dense(1, Activation.Sigmoid)]
            [BinaryCrossEntropy]
            [Adagrad]
            public sealed partial class Mood;
            """
        },
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Generated_code_is_as_accepted(string name, string net)
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + net);

        run.Emit();
        foreach (GeneratedSourceResult file in run.Sources)
            SnapshotFolder.OfGenerator.Match(SnapshotFolder.NameOf(name, file.HintName), ".cs", file.SourceText.ToString());
        run.Sources.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Diagnostics_are_as_accepted()
    {
        var text = new StringBuilder();
        foreach ((string id, string source, _) in FaultTests.Cases.Select(row => row.Data))
        {
            MarkedSource marked = MarkedSource.Parse(GeneratorHarness.Usings + source);
            text.Append(source).Append('\n');
            foreach (Diagnostic diagnostic in await GeneratorHarness.AnalyzeAsync(marked.Text))
            {
                diagnostic.Id.ShouldBe(id);
                text.Append(CultureInfo.InvariantCulture, $"    {diagnostic.Id} {diagnostic.Severity} at '{marked.Text.AsSpan(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}': ")
                    .Append(diagnostic.GetMessage(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        SnapshotFolder.OfGenerator.Match(DiagnosticsName, ".txt", text.ToString());
    }

    [Fact]
    public void No_snapshot_is_left_over() => SnapshotFolder.OfGenerator.NoneLeftOver(Nets
        .SelectMany(row => GeneratorHarness.Generate(GeneratorHarness.Usings + row.Data.Item2).Sources.Select(file => SnapshotFolder.NameOf(row.Data.Item1, file.HintName) + ".verified.cs"))
        .Append(DiagnosticsName + ".verified.txt"));
}
