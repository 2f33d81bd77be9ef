namespace CompiledNets.Tests.Training;

public class FitValidationTests
{
    [Fact]
    public void After_each_epoch_the_validation_data_is_evaluated_with_the_parameters_of_that_moment()
    {
        Dataset train = FitTests.Clusters(60, seed: 1);
        Dataset validation = FitTests.Clusters(30, seed: 2);
        var net = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        List<(double? Loss, double? Accuracy)> expected = [];

        TrainingHistory history = net.CreateTrainer().Fit(train, new TrainingOptions
        {
            Epochs = 3,
            Validation = validation,
            Progress = new SynchronousProgress<EpochReport>(_ =>
            {
                Evaluation evaluation = net.Evaluate(validation);
                expected.Add((evaluation.Loss, evaluation.Accuracy));
            }),
        });

        history.Epochs.Select(epoch => (epoch.ValidationLoss, epoch.ValidationAccuracy)).ShouldBe(expected);
        history.Epochs[0].Validation!.Count.ShouldBe(30);
    }

    [Fact]
    public void Without_validation_data_there_are_no_validation_figures()
    {
        EpochReport report = new ScriptedNet().Fit(ScriptedNet.Rows(4), new TrainingOptions { Epochs = 1 }).Epochs[0];

        report.Validation.ShouldBeNull();
        report.ValidationLoss.ShouldBeNull();
        report.ValidationAccuracy.ShouldBeNull();
    }

    [Fact]
    public void A_validation_split_is_the_same_as_splitting_beforehand_to_the_bit()
    {
        Dataset data = FitTests.Clusters(100, seed: 1);
        var split = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        TrainingHistory history = split.CreateTrainer().Fit(data, new TrainingOptions { Epochs = 3, Seed = 4, ValidationSplit = 0.3 });

        (Dataset train, Dataset validation) = data.Split(1 - 0.3, seed: 4);
        var apart = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 16, Activation.Softmax);
        TrainingHistory expected =
            apart.CreateTrainer().Fit(train, new TrainingOptions { Epochs = 3, Seed = 4, Validation = validation });

        split.Weights.ShouldBe(apart.Weights);
        history.Epochs.Select(epoch => epoch.ValidationLoss).ShouldBe(expected.Epochs.Select(epoch => epoch.ValidationLoss));
        history.Epochs[0].Rows.ShouldBe(70);
        history.Epochs[0].Validation!.Count.ShouldBe(30);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_held_out_for_validation_are_never_trained_on(bool shuffle)
    {
        var net = new ScriptedNet(batchSize: 3);

        net.Fit(ScriptedNet.Rows(20), new TrainingOptions { Epochs = 4, ValidationSplit = 0.25, Shuffle = shuffle });

        float[][] epochs = [.. net.Batches!.SelectMany(batch => batch).Chunk(15)];
        epochs.Length.ShouldBe(4);
        epochs[0].Distinct().Count().ShouldBe(15);
        epochs.ShouldAllBe(epoch => epoch.Order().SequenceEqual(epochs[0].Order()));
        epochs[0].SequenceEqual(epochs[1]).ShouldBe(!shuffle);
    }

    [Fact]
    public void The_best_epoch_is_the_one_with_the_least_validation_loss()
    {
        float[] losses = [3, 1, 2];
        var net = new ScriptedNet { ValidationLoss = steps => losses[steps - 1] };

        TrainingHistory history =
            net.Fit(ScriptedNet.Rows(2), new TrainingOptions { Epochs = 3, Validation = ScriptedNet.Rows(3) });

        history.BestEpoch!.Epoch.ShouldBe(2);
        history.RestoredEpoch.ShouldBeNull();
        net.StepsTaken.ShouldBe(3);
    }

    [Fact]
    public void Without_validation_data_the_best_epoch_is_the_one_with_the_least_training_loss()
    {
        float[] losses = [3, 2, 2, 4];
        var net = new ScriptedNet { StepLoss = step => losses[step - 1] };

        net.Fit(ScriptedNet.Rows(2), new TrainingOptions { Epochs = 4 }).BestEpoch!.Epoch.ShouldBe(2);
    }
}
