using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using CompiledNets.Generator.Tests.Gradients;
using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>Embeddings against a plain net in double: outputs, loss, and central differences of the loss.</summary>
public sealed class EmbeddingGradientTests
{
    private static readonly EmbeddingNet[] All =
    [
        new("Plain", 20, 8, 6, 5, 3, Activation.Linear, "[CrossEntropy] [Adam]"),
        new("OneOfEach", 1, 1, 1, 1, 1, Activation.Tanh, "[MeanSquaredError] [Sgd]"),
        new("OneIndex", 9, 7, 1, 4, 2, Activation.Tanh, "[MeanSquaredError] [Sgd]"),
        new("WholePanels", 33, 16, 3, 7, 4, Activation.Gelu, "[MeanSquaredError] [Sgd]"),
        new("JustOver", 5, 17, 4, 6, 5, Activation.Sigmoid, "[CrossEntropy] [RmsProp]"),
        new("TwoPanels", 40, 32, 2, 9, 3, Activation.Softplus, "[CrossEntropy] [Adagrad]"),
        new("Wide", 12, 100, 5, 3, 2, Activation.Silu, "[MeanSquaredError] [AdamW]"),
        new("Lasso", 10, 5, 3, 4, 2, Activation.Tanh, "[MeanSquaredError] [Sgd]", L1: 0.03),
        new("Ridge", 10, 18, 3, 4, 2, Activation.Tanh, "[CrossEntropy] [Adam]", L2: 0.02),
        new("ElasticNet", 7, 16, 2, 3, 2, Activation.Tanh, "[MeanSquaredError] [Adam] [ClipGradients(Norm = 1)]", 0.01, 0.02),
    ];

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load([.. All.Select(net => GeneratorHarness.Usings + net.Source)]));

    public static TheoryData<string> Names => [.. All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        EmbeddingNet reference = All.Single(net => net.Name == name);
        ITrainableNet net = Loaded.Value.TrainableNet(name, seed: 7);
        using ITrainer trainer = net.CreateTrainer();

        // The last batch uses fewer rows of the table than the one before: nothing of those is left.
        foreach ((int rows, int limit) in ((int, int)[])[(1, reference.Vocabulary), (reference.BatchSize, reference.Vocabulary), (1, 1)])
        {
            IndexBatch batch = IndexBatch.Draw(net, rows, seed: rows, limit);
            Tensors parameters = CentralDifferences.Read(net, net.ReadTensor);

            float[] outputs = new float[rows * net.OutputSize];
            net.Predict(batch.Indices, outputs);
            Closeness.OfOneStep.Check(name, "outputs", outputs, [.. batch.Rows.SelectMany(row => reference.Predict(parameters, row))]);
            double expected = reference.ComputeLoss(parameters, batch);
            Closeness.OfOneStep.Check(name, "loss in inference mode", reference.IsClassifier ? net.ComputeLoss(batch.Indices, batch.Labels) : net.ComputeLoss(batch.Indices, batch.Targets), expected);
            Closeness.OfOneStep.Check(name, "loss", batch.ComputeGradients(trainer), expected);
            Tensors gradients = CentralDifferences.Read(net, trainer.ReadGradient);
            CentralDifferences.Check(name, parameters, gradients, () => reference.ComputeLoss(parameters, batch));
            if (reference is { L1: 0, L2: 0 })
                RowsThatAreNotZero(gradients["embedding1.weight"], reference.Width).Except(batch.Used).ShouldBeEmpty();
        }
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

    private static IEnumerable<int> RowsThatAreNotZero(double[] gradient, int width) =>
        Enumerable.Range(0, gradient.Length / width).Where(row => gradient[(row * width)..((row + 1) * width)].Any(value => value != 0));
}
