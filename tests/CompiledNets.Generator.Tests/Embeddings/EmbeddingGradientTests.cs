using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>Embeddings against a plain net in double: outputs, loss, and differences of the loss; and what becomes of the rows that a batch does not use.</summary>
public sealed class EmbeddingGradientTests
{
    private const int Seed = 7, CheckedComponents = 48;

    private static readonly ReferenceNet[] All =
    [
        Net("Plain", "6, BatchSize = 5", "[Embedding(20, 8)] [Flatten] [Dense(3)] [CrossEntropy] [Adam]"),
        Net("OneOfEach", "1, BatchSize = 1", "[Embedding(1, 1)] [Activate(Activation.Tanh)] [Flatten] [Dense(1)] [MeanSquaredError] [Sgd]"),
        Net("OneIndex", "1, BatchSize = 4", "[Embedding(9, 7)] [Activate(Activation.Tanh)] [Flatten] [Dense(2)] [MeanSquaredError] [Sgd]"),
        Net("WholePanels", "3, BatchSize = 7", "[Embedding(33, 16)] [Activate(Activation.Gelu)] [Flatten] [Dense(4)] [MeanSquaredError] [Sgd]"),
        Net("JustOver", "4, BatchSize = 6", "[Embedding(5, 17)] [Activate(Activation.Sigmoid)] [Flatten] [Dense(5)] [CrossEntropy] [RmsProp]"),
        Net("TwoPanels", "2, BatchSize = 9", "[Embedding(40, 32)] [Add(\"embedding1\")] [Flatten] [Dense(3)] [CrossEntropy] [Adagrad]"),
        Net("Wide", "5, BatchSize = 3", "[Embedding(12, 100)] [Activate(Activation.Silu)] [Flatten] [Dense(2)] [MeanSquaredError] [AdamW]"),
        Net("TableAlone", "3, BatchSize = 4", "[Embedding(10, 5)] [Huber] [Sgd]"),
        Net("Lasso", "3, BatchSize = 4", "[Embedding(10, 5, L1 = 0.03)] [Flatten] [Dense(2)] [MeanSquaredError] [Sgd]"),
        Net("Ridge", "3, BatchSize = 4", "[Embedding(10, 18, L2 = 0.02)] [Flatten] [Dense(2)] [CrossEntropy] [Adam]"),
        Net("ElasticNet", "2, BatchSize = 3", "[Embedding(7, 16, L1 = 0.01, L2 = 0.02)] [Flatten] [Dense(2)] [MeanSquaredError] [Adam] [ClipGradients(Norm = 1)]"),
    ];

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load([.. All.Select(net => GeneratorHarness.Usings + net.Source)]));

    public static TheoryData<string> Names => [.. All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = All.Single(net => net.Name == name);
        NetComparison.CheckDrawn(
            reference, Loaded.Value.TrainableNet(name, Seed), Seed, CheckedComponents, [reference.BatchSize, 1], usesLabels: reference.Loss.Name == "CrossEntropy");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_the_batch_before_is_left_in_the_gradients(string name)
    {
        ITrainableNet net = Loaded.Value.TrainableNet(name, Seed);
        using ITrainer used = net.CreateTrainer();
        for (int rows = net.BatchSize; rows > 0; rows--)
        {
            using ITrainer fresh = net.CreateTrainer();
            IndexBatch batch = IndexBatch.Draw(net, rows, seed: rows);
            batch.ComputeGradients(used);
            batch.ComputeGradients(fresh);

            NetBits.GradientsOf(used).ShouldBe(NetBits.GradientsOf(fresh), $"{rows} rows");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_an_unused_row_is_zero_unless_there_is_a_penalty(string name)
    {
        ReferenceNet reference = All.Single(net => net.Name == name);
        ITrainableNet net = Loaded.Value.TrainableNet(name, Seed);
        using ITrainer trainer = net.CreateTrainer();
        IndexBatch batch = IndexBatch.Draw(net, 1, seed: 3);

        batch.ComputeGradients(trainer);

        double[][] rows = [.. NetTensors.GradientsOf(trainer)["embedding1.weight"].Chunk(net.Tensors[0].Shape[1])];
        bool isPenalised = reference.Declaration.Contains("L1", StringComparison.Ordinal) || reference.Declaration.Contains("L2", StringComparison.Ordinal);
        Enumerable.Range(0, rows.Length).Where(row => rows[row].Any(value => value != 0)).ShouldBe(isPenalised ? Enumerable.Range(0, rows.Length) : batch.Used);
    }

    [Fact]
    public void The_table_begins_with_a_standard_deviation_of_one()
    {
        ITrainableNet net = GeneratorHarness.Load($"{GeneratorHarness.Usings}[CompiledNet(2)] [Embedding(500, 20)] [Flatten] [Dense(1)] [Huber] [Sgd] public partial class Net;").TrainableNet("Net", seed: 3);
        float[] values = new float[500 * 20];
        net.ReadTensor("embedding1.weight", values);

        values.Average().ShouldBe(0, 0.04);
        Math.Sqrt(values.Average(value => value * (double)value)).ShouldBe(1, 0.03);
    }

    private static ReferenceNet Net(string name, string head, string attributes) => ReferenceNet.Parse(name, $"[CompiledNet({head})] {attributes}");
}
