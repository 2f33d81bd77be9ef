namespace CompiledNets.Tests.Training;

public class EarlyStoppingTests
{
    [Fact]
    public void Training_ends_after_as_many_epochs_without_improvement_as_patience_allows()
    {
        (ScriptedNet _, TrainingHistory history) = Train([5, 4, 4, 4, 3, 2], new EarlyStopping { Patience = 2 });

        history.StopReason.ShouldBe(StopReason.EarlyStopped);
        history.Epochs.Count.ShouldBe(4);
        history.BestEpoch!.Epoch.ShouldBe(2);
    }

    [Fact]
    public void An_improvement_in_time_starts_the_count_anew()
    {
        (ScriptedNet _, TrainingHistory history) = Train([5, 6, 4, 5, 3, 4], new EarlyStopping { Patience = 2 });

        history.StopReason.ShouldBe(StopReason.Completed);
        history.Epochs.Count.ShouldBe(6);
        history.BestEpoch!.Epoch.ShouldBe(5);
    }

    [Fact]
    public void A_change_of_no_more_than_the_minimum_is_no_improvement_even_if_many_of_them_would_be()
    {
        (ScriptedNet _, TrainingHistory slow) =
            Train([5, 4.5f, 4, 3.5f], new EarlyStopping { Patience = 2, MinimumChange = 1 });
        (ScriptedNet _, TrainingHistory quick) =
            Train([5, 4.5f, 3.5f, 3], new EarlyStopping { Patience = 2, MinimumChange = 1 });

        slow.StopReason.ShouldBe(StopReason.EarlyStopped); // 5 → 4 in two epochs is a change of exactly 1
        slow.Epochs.Count.ShouldBe(3);
        slow.BestEpoch!.Epoch.ShouldBe(1);
        quick.StopReason.ShouldBe(StopReason.Completed);
        quick.BestEpoch!.Epoch.ShouldBe(3);
    }

    [Fact]
    public void The_best_epochs_parameters_are_put_back_when_training_ended_early()
    {
        (ScriptedNet net, TrainingHistory history) = Train([5, 2, 3, 4, 1], new EarlyStopping { Patience = 2 });

        net.StepsTaken.ShouldBe(2);
        history.RestoredEpoch.ShouldBe(2);
    }

    [Fact]
    public void The_best_epochs_parameters_are_put_back_when_all_epochs_are_done()
    {
        (ScriptedNet net, TrainingHistory history) = Train([5, 2, 3], new EarlyStopping { Patience = 2 });

        history.StopReason.ShouldBe(StopReason.Completed);
        net.StepsTaken.ShouldBe(2);
        history.RestoredEpoch.ShouldBe(2);
    }

    [Fact]
    public void The_newest_parameters_stay_if_the_best_are_not_asked_for()
    {
        (ScriptedNet net, TrainingHistory history) =
            Train([5, 2, 3, 4], new EarlyStopping { Patience = 2, RestoreBest = false });

        history.StopReason.ShouldBe(StopReason.EarlyStopped);
        net.StepsTaken.ShouldBe(4);
        history.RestoredEpoch.ShouldBeNull();
    }

    [Fact]
    public void Parameters_come_back_to_the_bit()
    {
        Dataset data = FitTests.Clusters(90, seed: 1);
        var net = new LinearNet(2, 3, LossKind.CrossEntropy, batchSize: 8, Activation.Softmax);
        List<float[]> parameters = [];
        ITrainer trainer = net.CreateTrainer();

        TrainingHistory history = trainer.Fit(data, new TrainingOptions
        {
            Epochs = 30,
            Validation = FitTests.Clusters(30, seed: 2),
            EarlyStopping = new EarlyStopping { Patience = 2, MinimumChange = 0.01 },
            Progress = new SynchronousProgress<EpochReport>(_ => parameters.Add([.. net.Weights, .. net.Biases])),
        });

        history.StopReason.ShouldBe(StopReason.EarlyStopped);
        history.RestoredEpoch!.Value.ShouldBe(history.Epochs.Count - 2);
        ((float[])[.. net.Weights, .. net.Biases]).ShouldBe(parameters[history.RestoredEpoch.Value - 1]);
        parameters[^1].ShouldNotBe(parameters[history.RestoredEpoch.Value - 1]);
    }

    [Fact]
    public void The_training_loss_can_be_monitored_without_validation_data()
    {
        float[] losses = [3, 1, 2, 2, 2];
        var net = new ScriptedNet { StepLoss = step => losses[step - 1] };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(2), new TrainingOptions
        {
            Epochs = 5,
            EarlyStopping = new EarlyStopping { Monitor = MonitoredValue.TrainingLoss, Patience = 1 },
        });

        history.Epochs.Count.ShouldBe(3);
        net.StepsTaken.ShouldBe(2);
    }

    [Fact]
    public void Of_accuracy_more_is_better()
    {
        (ScriptedNet net, TrainingHistory history) = TrainToDecide([5, 2, 1, 3, 2], new TrainingOptions
        {
            EarlyStopping = new EarlyStopping { Monitor = MonitoredValue.ValidationAccuracy, Patience = 2 },
        });

        history.Epochs.Select(epoch => epoch.ValidationAccuracy).ShouldBe([0.5, 0.8, 0.9, 0.7, 0.8]);
        history.StopReason.ShouldBe(StopReason.EarlyStopped);
        history.BestEpoch!.Epoch.ShouldBe(3);
        net.StepsTaken.ShouldBe(3);
    }

    [Fact]
    public void A_target_for_a_loss_is_reached_from_above_in_the_first_epoch_that_is_good_enough()
    {
        float[] losses = [5, 3, 2, 1, 0];
        var net = new ScriptedNet { ValidationLoss = steps => losses[steps - 1] };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(2), new TrainingOptions
        {
            Epochs = 5,
            Validation = ScriptedNet.Rows(3),
            StopAt = new TrainingTarget(MonitoredValue.ValidationLoss, 2),
        });

        history.StopReason.ShouldBe(StopReason.TargetReached);
        history.Epochs.Count.ShouldBe(3);
    }

    [Fact]
    public void A_target_for_accuracy_is_reached_from_below()
    {
        (ScriptedNet _, TrainingHistory history) = TrainToDecide([5, 4, 2, 1, 0], new TrainingOptions
        {
            StopAt = new TrainingTarget(MonitoredValue.ValidationAccuracy, 0.8),
        });

        history.StopReason.ShouldBe(StopReason.TargetReached);
        history.Epochs.Select(epoch => epoch.ValidationAccuracy).ShouldBe([0.5, 0.6, 0.8]);
    }

    [Fact]
    public void A_target_that_is_reached_keeps_the_parameters_that_reached_it()
    {
        float[] stepLosses = [4, 3, 2];
        float[] validationLosses = [1, 2, 3];
        var net = new ScriptedNet { StepLoss = step => stepLosses[step - 1], ValidationLoss = steps => validationLosses[steps - 1] };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(2), new TrainingOptions
        {
            Epochs = 5,
            Validation = ScriptedNet.Rows(3),
            EarlyStopping = new EarlyStopping { Patience = 5 },
            StopAt = new TrainingTarget(MonitoredValue.TrainingLoss, 2),
        });

        history.StopReason.ShouldBe(StopReason.TargetReached);
        history.BestEpoch!.Epoch.ShouldBe(1);
        history.RestoredEpoch.ShouldBeNull();
        net.StepsTaken.ShouldBe(3);
    }

    // One step an epoch, so that the number of steps is the number of the epoch.
    private static (ScriptedNet Net, TrainingHistory History) Train(float[] validationLosses, EarlyStopping earlyStopping)
    {
        var net = new ScriptedNet { ValidationLoss = steps => validationLosses[steps - 1] };
        TrainingHistory history = net.Fit(ScriptedNet.Rows(2), new TrainingOptions
        {
            Epochs = validationLosses.Length,
            Validation = ScriptedNet.Rows(3),
            EarlyStopping = earlyStopping,
        });
        return (net, history);
    }

    // One step an epoch, after which the net is wrong about so many of ten rows.
    private static (ScriptedNet Net, TrainingHistory History) TrainToDecide(int[] wrongRows, TrainingOptions options)
    {
        var net = new ScriptedNet(batchSize: 2, LossKind.BinaryCrossEntropy) { WrongRows = steps => wrongRows[steps - 1] };
        TrainingHistory history = net.Fit(
            ScriptedNet.Decisions(2), options with { Epochs = wrongRows.Length, Validation = ScriptedNet.Decisions(10) });
        return (net, history);
    }
}
