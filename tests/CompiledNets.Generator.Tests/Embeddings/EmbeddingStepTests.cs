using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Steps;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>Steps and predictions of nets that take indices: their bits, what they refuse, what they leave unchanged, and that they learn.</summary>
public sealed class EmbeddingStepTests
{
    private const int BatchSize = 37;

    private static readonly NetVariants Nets = new(seed: 3, $$"""
        [CompiledNet(8, BatchSize = {{BatchSize}})] [Embedding(100, 20)] [Activate(Activation.Tanh)] [Flatten] [Dense(160, Activation.Relu)] [Dense(5)] [CrossEntropy] [Adam(LearningRate = 0.01)]
        public partial class Classifier;

        [CompiledNet(8, BatchSize = {{BatchSize}})] [Embedding(100, 20)] [Add("embedding1")] [Flatten] [Dense(160)] [Dense(3)] [MeanSquaredError] [AdamW(LearningRate = 0.01)] [ClipGradients(Norm = 0.1)]
        public partial class Clipped;

        [CompiledNet(8, BatchSize = {{BatchSize}})] [Embedding(100, 20, L2 = 1e-3, L1 = 1e-4)] [Flatten] [Dense(160)] [Dense(3)] [MeanSquaredError] [Sgd(Momentum = 0.9, WeightDecay = 1e-3)]
        public partial class Penalised;

        [CompiledNet(3, BatchSize = 6)] [Embedding(10, 16)] [Huber] [Sgd(LearningRate = 0.5)]
        public partial class TableAlone;

        [CompiledNet(3, BatchSize = 6)] [Embedding(10, 4)] [Huber] [Sgd(LearningRate = 0.5)]
        public partial class PaddedTableAlone;
        """);

    public static TheoryData<string> Names => new("Classifier", "Clipped", "Penalised", "TableAlone", "PaddedTableAlone");

    [Theory]
    [InlineData("Classifier")]
    [InlineData("Clipped")]
    [InlineData("Penalised")]
    public void Threads_share_every_phase_of_these_nets(string name)
    {
        string source = Nets.SourceOf(name);

        source.ShouldContain("rows (of ");
        source.ShouldContain("gradients (of ");
        source.ShouldContain("update.");
        source.Contains("// A step takes and updates the rows of embedding1.weight that its batch uses, and no others.", StringComparison.Ordinal).ShouldBe(name != "Penalised");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name)
    {
        int batchSize = Nets.Net(name).BatchSize;
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, batchSize, batchSize, batchSize, batchSize, 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Nets.Net(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_predictions_and_losses_allocate_nothing(string name)
    {
        ITrainableNet net = Nets.Net(name);
        using ITrainer trainer = net.CreateTrainer();
        IndexBatch batch = IndexBatch.Draw(net, net.BatchSize, seed: 1), other = IndexBatch.Draw(net, net.BatchSize, seed: 2);
        float[] outputs = new float[net.BatchSize * net.OutputSize];
        Allocations.Of(Step, calls: 100).ShouldBe(0);

        void Step()
        {
            batch.TrainStep(trainer);
            other.ComputeGradients(trainer);
            trainer.ApplyGradients();
            net.Predict(batch.Indices, outputs);
            net.ComputeLoss(batch.Indices, batch.Targets);
        }
    }

    [Theory]
    [InlineData("Classifier", 100)]
    [InlineData("Classifier", -1)]
    [InlineData("Penalised", int.MaxValue)]
    [InlineData("TableAlone", int.MinValue)]
    public void An_index_outside_the_vocabulary_is_refused_and_nothing_is_changed(string name, int index)
    {
        ITrainableNet net = Nets.Net(name), undisturbed = Nets.Net(name);
        using ITrainer trainer = net.CreateTrainer(), twin = undisturbed.CreateTrainer();
        IndexBatch batch = IndexBatch.Draw(net, 5, seed: 1), wrong = IndexBatch.Draw(net, 4, seed: 2);
        batch.ComputeGradients(trainer);
        batch.ComputeGradients(twin);
        wrong.Indices[(2 * net.InputSize) + 1] = index;

        Action[] calls =
        [
            () => wrong.TrainStep(trainer),
            () => wrong.ComputeGradients(trainer),
            () => net.Predict(wrong.Indices, new float[4 * net.OutputSize]),
            () => net.Predict(wrong.Indices.AsSpan(2 * net.InputSize, net.InputSize), new float[net.OutputSize]),
            () => net.ComputeLoss(wrong.Indices, wrong.Targets),
        ];
        foreach (Action call in calls)
        {
            ArgumentException thrown = Should.Throw<ArgumentException>(call);
            thrown.ParamName.ShouldBe("inputs");
            thrown.Message.ShouldStartWith($"{name}, inputs: Row ");
            thrown.Message.ShouldContain($"has the index {index} at position 1, but the indices are 0 to {net.Description.Vocabulary - 1}");
        }

        GradientsOf(trainer).ShouldBe(GradientsOf(twin));
        trainer.ApplyGradients();
        twin.ApplyGradients();
        ParametersOf(net).ShouldBe(ParametersOf(undisturbed));
    }

    [Theory]
    [InlineData("Classifier")]
    [InlineData("Clipped")]
    [InlineData("Penalised")]
    public void A_step_that_is_not_finite_changes_nothing(string name)
    {
        ITrainableNet net = Nets.Net(name), undisturbed = Nets.Net(name);
        using ITrainer trainer = net.CreateTrainer(threads: 2), twin = undisturbed.CreateTrainer(threads: 2);
        IndexBatch first = IndexBatch.Draw(net, BatchSize, seed: 1), last = IndexBatch.Draw(net, 9, seed: 2);
        first.TrainStep(trainer);
        first.TrainStep(twin);
        string before = ParametersOf(net);

        float[] targets = [.. first.Targets];
        targets[3] = float.NaN;
        float.IsFinite(trainer.TrainStep(first.Indices, targets)).ShouldBeFalse();

        ParametersOf(net).ShouldBe(before);
        BitsOf(last.TrainStep(trainer)).ShouldBe(BitsOf(last.TrainStep(twin)));
        ParametersOf(net).ShouldBe(ParametersOf(undisturbed));
    }

    [Fact]
    public void Numbers_are_refused()
    {
        ITrainableNet net = Nets.Net("Classifier");
        using ITrainer trainer = net.CreateTrainer();

        Action[] calls =
        [
            () => net.Predict(new float[8], new float[5]),
            () => net.ComputeLoss(new float[8], new float[5]),
            () => net.ComputeLoss(new float[8], new int[1]),
            () => trainer.TrainStep(new float[8], new float[5]),
            () => trainer.TrainStep(new float[8], new int[1]),
            () => trainer.ComputeGradients(new float[8], new float[5]),
            () => trainer.ComputeGradients(new float[8], new int[1]),
        ];
        foreach (Action call in calls)
            Should.Throw<NotSupportedException>(call).Message.ShouldBe("Classifier, inputs: the net begins with an Embedding and takes indices from 0 to 99, but numbers came. Pass inputs as ints.");
    }

    [Fact]
    public void Labels_need_cross_entropy_here_too()
    {
        ITrainableNet net = Nets.Net("Clipped");
        using ITrainer trainer = net.CreateTrainer();

        Should.Throw<NotSupportedException>(() => trainer.TrainStep(new int[8], new int[1])).Message.ShouldContain("need the loss CrossEntropy");
        Should.Throw<NotSupportedException>(() => trainer.ComputeGradients(new int[8], new int[1])).Message.ShouldContain("need the loss CrossEntropy");
        Should.Throw<NotSupportedException>(() => net.ComputeLoss(new int[8], new int[1])).Message.ShouldContain("need the loss CrossEntropy");
    }

    [Fact]
    public void A_table_alone_is_the_outputs_row_by_row()
    {
        foreach (string name in (string[])["TableAlone", "PaddedTableAlone"])
        {
            ITrainableNet net = Nets.Net(name);
            int width = net.OutputSize / 3;
            float[] table = new float[10 * width], outputs = new float[net.OutputSize];
            net.ReadTensor("embedding1.weight", table);

            net.Predict([7, 0, 7], outputs);

            outputs.ShouldBe([.. table.AsSpan(7 * width, width), .. table.AsSpan(0, width), .. table.AsSpan(7 * width, width)]);
        }
    }

    [Fact]
    public void A_saved_table_is_read_back()
    {
        ITrainableNet net = Nets.Net("PaddedTableAlone"), other = Nets.Net("PaddedTableAlone");
        other.WriteTensor("embedding1.weight", new float[10 * 4]);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            net.Save(path);
            other.Load(path);
        }
        finally
        {
            File.Delete(path);
        }

        ParametersOf(other).ShouldBe(ParametersOf(net));
    }

    [Fact]
    public void Fit_learns_which_of_two_indices_is_larger()
    {
        ITrainableNet net = GeneratorHarness.Load(GeneratorHarness.Usings + """
            [CompiledNet(2, BatchSize = 20)] [Embedding(20, 6)] [Flatten] [Dense(24, Activation.Tanh)] [Dense(2, Activation.Softmax)] [CrossEntropy] [Adam(LearningRate = 0.02)]
            public partial class Larger;
            """).TrainableNet("Larger", seed: 1);
        int[] indices = [.. from first in Enumerable.Range(0, 20) from second in Enumerable.Range(0, 20) from index in (int[])[first, second] select index];
        Dataset data = Dataset.WithLabels(indices, indices.Chunk(2).Select(pair => pair[0] > pair[1] ? 1 : 0).ToArray());
        using ITrainer trainer = net.CreateTrainer();

        trainer.Fit(data, new TrainingOptions { Epochs = 60 }, TestContext.Current.CancellationToken);

        net.Evaluate(data).Accuracy.ShouldNotBeNull().ShouldBeGreaterThan(0.97);
    }
}
