namespace CompiledNets.Tests.Training;

public class FitTests
{
    [Fact]
    public void A_regression_net_finds_the_line_behind_its_data()
    {
        float[] inputs = [.. Enumerable.Range(0, 40).Select(i => i / 20f - 1)];
        float[] targets = [.. inputs.Select(x => 3 * x - 0.5f)];
        var net = new LinearNet(1, 1, LossKind.MeanSquaredError);

        net.CreateTrainer().Fit(Dataset.WithTargets(inputs, targets, 40), new TrainingOptions { Epochs = 60 });

        net.Weights[0].ShouldBe(3f, 1e-3f);
        net.Biases[0].ShouldBe(-0.5f, 1e-3f);
    }

    [Fact]
    public void A_classifier_learns_to_separate_three_clusters()
    {
        Dataset data = Clusters(300, seed: 1);
        (Dataset train, Dataset test) = data.Split(0.8, seed: 3);
        var net = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        double before = net.Evaluate(test).Accuracy!.Value;

        TrainingHistory history = net.CreateTrainer().Fit(train, new TrainingOptions { Epochs = 20 });

        before.ShouldBeLessThan(0.6);
        net.Evaluate(test).Accuracy!.Value.ShouldBeGreaterThan(0.97);
        history.Epochs[^1].Loss.ShouldBeLessThan(history.Epochs[0].Loss / 2);
    }

    [Fact]
    public void Every_epoch_trains_on_every_row_once_and_its_last_batch_is_the_rest()
    {
        var net = new ScriptedNet(batchSize: 3);

        TrainingHistory history = net.Fit(ScriptedNet.Rows(8), new TrainingOptions { Epochs = 2 });

        net.Batches!.Select(batch => batch.Length).ShouldBe([3, 3, 2, 3, 3, 2]);
        foreach (float[][] epoch in net.Batches!.Chunk(3))
            epoch.SelectMany(batch => batch).Order().ShouldBe(Enumerable.Range(0, 8).Select(row => (float)row));
        history.Epochs.Select(epoch => (epoch.Epoch, epoch.Epochs, epoch.Steps, epoch.Rows, epoch.IsPartial))
            .ShouldBe([(1, 2, 3, 8, false), (2, 2, 3, 8, false)]);
        history.StopReason.ShouldBe(StopReason.Completed);
    }

    [Fact]
    public void A_dataset_smaller_than_a_batch_is_one_batch()
    {
        var net = new ScriptedNet(batchSize: 64);

        net.Fit(ScriptedNet.Rows(5), new TrainingOptions { Epochs = 1 });

        net.Batches!.ShouldHaveSingleItem().Length.ShouldBe(5);
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_its_rows_not_over_its_batches()
    {
        var net = new ScriptedNet(batchSize: 3) { StepLoss = step => step }; // losses 1, 2 of 3 rows and 3 of 1 row

        TrainingHistory history = net.Fit(ScriptedNet.Rows(7), new TrainingOptions { Epochs = 1 });

        history.Epochs[0].Loss.ShouldBe((3 * 1 + 3 * 2 + 1 * 3) / 7.0, 1e-12);
    }

    [Fact]
    public void Without_shuffling_rows_are_trained_on_in_their_order()
    {
        var net = new ScriptedNet(batchSize: 2);

        net.Fit(ScriptedNet.Rows(5), new TrainingOptions { Epochs = 2, Shuffle = false });

        net.Batches.ShouldBe([[0, 1], [2, 3], [4], [0, 1], [2, 3], [4]]);
    }

    [Fact]
    public void Labels_stay_with_their_rows_when_these_are_shuffled()
    {
        // Row i has the input i and the class i % 2, which a step that mixed them up could not learn from one-hot inputs.
        var inputs = new float[10 * 10];
        for (int row = 0; row < 10; row++)
            inputs[row * 10 + row] = 1;
        int[] labels = [.. Enumerable.Range(0, 10).Select(row => row % 2)];
        var net = new LinearNet(10, 2, LossKind.CrossEntropy, batchSize: 3, Activation.Softmax);

        net.CreateTrainer().Fit(Dataset.WithLabels(inputs, labels), new TrainingOptions { Epochs = 30 });

        net.Evaluate(Dataset.WithLabels(inputs, labels)).Accuracy.ShouldBe(1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_parameters_to_the_bit_and_another_seed_others()
    {
        float[] Train(int seed)
        {
            var net = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
            net.CreateTrainer().Fit(Clusters(100, seed: 1), new TrainingOptions { Epochs = 3, Seed = seed });
            return net.Weights;
        }

        Train(5).ShouldBe(Train(5));
        Train(6).ShouldNotBe(Train(5));
    }

    [Fact]
    public void Two_calls_continue_one_another_like_one_call_to_the_bit()
    {
        Dataset data = Clusters(100, seed: 1);
        var whole = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        whole.CreateTrainer().Fit(data, new TrainingOptions { Epochs = 5 });
        var parts = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        ITrainer trainer = parts.CreateTrainer();

        trainer.Fit(data, new TrainingOptions { Epochs = 2 });
        TrainingHistory second = trainer.Fit(data, new TrainingOptions { Epochs = 3, FirstEpoch = 3 });

        parts.Weights.ShouldBe(whole.Weights);
        second.Epochs.Select(epoch => (epoch.Epoch, epoch.Epochs)).ShouldBe([(3, 5), (4, 5), (5, 5)]);
    }

    [Fact]
    public void Without_options_ten_epochs_are_trained()
    {
        new ScriptedNet().Fit(ScriptedNet.Rows(4)).Epochs.Count.ShouldBe(10);
    }

    internal static Dataset Clusters(int rows, int seed)
    {
        var random = new Random(seed);
        (double X, double Y)[] centers = [(0, 2), (2, -1), (-2, -1)];
        var inputs = new float[rows * 2];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = row % 3;
            inputs[row * 2] = (float)(centers[row % 3].X + random.NextDouble() - 0.5);
            inputs[row * 2 + 1] = (float)(centers[row % 3].Y + random.NextDouble() - 0.5);
        }

        return Dataset.WithLabels(inputs, labels);
    }
}
