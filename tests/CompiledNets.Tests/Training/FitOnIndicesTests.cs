using CompiledNets.Tests.Metrics;
using CompiledNets.Tests.Nets;

namespace CompiledNets.Tests.Training;

public class FitOnIndicesTests
{
    private static readonly int[] s_indices = [0, 1, 2, 3, 4, 5, 6];
    private static readonly int[] s_parities = [0, 1, 0, 1, 0, 1, 0];

    [Fact]
    public void Every_index_is_trained_on_once_an_epoch_with_its_label()
    {
        var net = new IndexNet(vocabulary: 7);

        net.Fit(Dataset.WithLabels(s_indices, s_parities), new TrainingOptions { Epochs = 2 });

        net.Batches.Select(batch => batch.Indices.Length).ShouldBe([3, 3, 1, 3, 3, 1]);
        net.Batches.Take(3).SelectMany(batch => batch.Indices).ShouldBe(s_indices, ignoreOrder: true);
        net.Batches.Take(3).SelectMany(batch => batch.Indices).ShouldNotBe(s_indices);
        net.Batches.SelectMany(batch => batch.Indices.Zip(batch.Labels)).ShouldAllBe(row => row.First % 2 == row.Second);
    }

    [Fact]
    public void Unshuffled_rows_come_in_their_order_with_their_targets()
    {
        var net = new IndexNet(vocabulary: 7, LossKind.MeanSquaredError);
        float[] targets = [.. s_indices.SelectMany(index => (float[])[index, -index])];

        net.Fit(Dataset.WithTargets(s_indices, targets, 7), new TrainingOptions { Epochs = 1, Shuffle = false });

        net.TargetBatches.SelectMany(batch => batch.Indices).ShouldBe(s_indices);
        net.TargetBatches.SelectMany(batch => batch.Targets).ShouldBe(targets);
    }

    [Fact]
    public void Held_out_rows_are_evaluated()
    {
        var net = new IndexNet(vocabulary: 7);

        TrainingHistory history = net.Fit(Dataset.WithLabels(s_indices, s_parities), new TrainingOptions { Epochs = 1, ValidationSplit = 0.3 });

        history.Epochs[0].Validation!.Count.ShouldBe(2);
        history.Epochs[0].ValidationAccuracy.ShouldBe(1);
        history.Epochs[0].ValidationLoss.ShouldBe(2);
    }

    [Fact]
    public void Evaluation_compares_with_the_labels()
    {
        Evaluation evaluation = new IndexNet(vocabulary: 7).Evaluate(Dataset.WithLabels(s_indices, (int[])[0, 1, 0, 1, 0, 1, 1]));

        evaluation.Accuracy.ShouldBe(6.0 / 7);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void An_index_that_is_not_in_the_vocabulary_is_named_by_row_and_position(int index)
    {
        var net = new IndexNet(vocabulary: 7);

        Should.Throw<ArgumentException>(() => net.Fit(Dataset.WithLabels((int[])[0, 1, index, 3], new int[4])))
            .Message.ShouldStartWith($"Row 2 of the training data has the index {index} at position 0; net IndexNet has the indices 0 to 6.");
        net.Batches.ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_are_no_indices_and_indices_no_numbers()
    {
        Should.Throw<ArgumentException>(() => new IndexNet(vocabulary: 7).Fit(Dataset.WithLabels(new float[2], new int[2])))
            .Message.ShouldContain("takes indices from 0 to 6");
        Should.Throw<ArgumentException>(() => new ScriptedNet().Fit(Dataset.WithTargets(new int[2], new float[2], 2)))
            .Message.ShouldContain("net ScriptedNet takes numbers");
        Should.Throw<ArgumentException>(() => new IdentityNet(1).Evaluate(Dataset.WithTargets(new int[2], new float[2], 2)))
            .Message.ShouldContain("net IdentityNet takes numbers");
    }

    [Fact]
    public void A_net_of_numbers_refuses_indices()
    {
        ICompiledNet predictor = new IdentityNet(2);
        var net = new ScriptedNet();

        Should.Throw<NotSupportedException>(() => predictor.Predict(new int[2], new float[2])).Message.ShouldContain("IdentityNet, inputs: the net takes numbers");
        ((Action[])
        [
            () => ((ITrainableNet)net).ComputeLoss(new int[1], new float[1]),
            () => ((ITrainableNet)net).ComputeLoss(new int[1], new int[1]),
            () => ((ITrainer)net).TrainStep(new int[1], new float[1]),
            () => ((ITrainer)net).TrainStep(new int[1], new int[1]),
            () => ((ITrainer)net).ComputeGradients(new int[1], new float[1]),
            () => ((ITrainer)net).ComputeGradients(new int[1], new int[1]),
        ]).ShouldAllBe(call => Should.Throw<NotSupportedException>(call).Message.Contains("ScriptedNet, inputs: the net takes numbers", StringComparison.Ordinal));
    }
}
