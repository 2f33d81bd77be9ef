namespace CompiledNets.Tests.Training.Schedules;

public class FitScheduleTests
{
    [Fact]
    public void A_rate_per_epoch_holds_for_all_of_its_steps()
    {
        (ScriptedNet net, TrainingHistory history) = Train(LearningRateSchedule.Exponential(0.5));

        net.LearningRates.ShouldBe([8, 8, 8, 4, 4, 4, 2, 2, 2]);
        history.Epochs.Select(epoch => epoch.LearningRate).ShouldBe([8, 4, 2]);
    }

    [Fact]
    public void A_rate_per_step_changes_after_each()
    {
        List<double> reported = [];

        (ScriptedNet net, TrainingHistory history) = Train(LearningRateSchedule.Exponential(0.5).PerStep(), new TrainingOptions
        {
            BatchProgress = new SynchronousProgress<BatchReport>(report => reported.Add(report.LearningRate)),
        });

        net.LearningRates.ShouldBe([8, 4, 2, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125]);
        reported.ShouldBe(net.LearningRates);
        history.Epochs.Select(epoch => epoch.LearningRate).ShouldBe([2, 0.25, 0.03125]);
    }

    [Fact]
    public void One_cycle_takes_all_steps_of_the_training()
    {
        (ScriptedNet net, TrainingHistory _) = Train(LearningRateSchedule.OneCycle(1, risingShare: 5.0 / 9, finalDivisor: 10));

        net.LearningRates[0].ShouldBe(1.0 / 25, 1e-15);
        net.LearningRates[4].ShouldBe(1);
        net.LearningRates[8].ShouldBe(1.0 / 250, 1e-15);
    }

    [Fact]
    public void Without_a_length_the_cosine_takes_all_epochs_of_the_training()
    {
        (ScriptedNet net, TrainingHistory _) = Train(LearningRateSchedule.Cosine().WithWarmUp(1, startFactor: 0.5));

        net.LearningRates[0].ShouldBe(4);
        net.LearningRates[3].ShouldBe(8);
        net.LearningRates[6].ShouldBe(4, 1e-14);
    }

    [Theory]
    [InlineData(MonitoredValue.TrainingLoss, new[] { 8.0, 8, 4, 4, 4 })]
    [InlineData(MonitoredValue.ValidationLoss, new[] { 8.0, 8, 8, 4, 2 })]
    [InlineData(MonitoredValue.ValidationAccuracy, new[] { 8.0, 8, 8, 8, 4 })]
    public void A_plateau_is_one_of_what_is_monitored(MonitoredValue monitor, double[] rates)
    {
        float[] losses = [5, 5, 4, 3, 2];
        float[] validationLosses = [5, 4, 4, 4, 3];
        int[] wrongRows = [5, 4, 3, 3, 2];
        var net = new ScriptedNet(batchSize: 2, LossKind.BinaryCrossEntropy)
        {
            LearningRate = 8,
            StepLoss = step => losses[step - 1],
            ValidationLoss = steps => validationLosses[steps - 1],
            WrongRows = steps => wrongRows[steps - 1],
        };

        net.Fit(ScriptedNet.Decisions(2), new TrainingOptions // one step an epoch
        {
            Epochs = 5,
            Validation = ScriptedNet.Decisions(10),
            Schedule = LearningRateSchedule.ReduceOnPlateau(monitor, factor: 0.5, patience: 0),
        });

        net.LearningRates.ShouldBe(rates);
    }

    [Fact]
    public void A_figure_that_is_not_there_cannot_be_monitored()
    {
        var net = new ScriptedNet();

        Should.Throw<ArgumentException>(() => net.Fit(ScriptedNet.Rows(2), new TrainingOptions
        {
            Schedule = LearningRateSchedule.ReduceOnPlateau(),
        })).Message.ShouldStartWith("Schedule monitors ValidationLoss, but there is no validation data");
        net.StepsTaken.ShouldBe(0);
    }

    [Fact]
    public void A_schedule_that_does_not_fit_the_training_is_refused_before_the_first_step()
    {
        var net = new ScriptedNet { LearningRate = 0.5 };

        Should.Throw<ArgumentException>(() => net.Fit(
            ScriptedNet.Rows(2), new TrainingOptions { Epochs = 3, Schedule = LearningRateSchedule.Cosine().WithWarmUp(3) }));
        net.StepsTaken.ShouldBe(0);
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void Afterwards_the_trainers_rate_is_what_it_was_so_that_the_same_training_has_the_same_rates()
    {
        var options = new TrainingOptions { Epochs = 2, Schedule = LearningRateSchedule.Exponential(0.5) };
        var net = new ScriptedNet { LearningRate = 8 };

        net.Fit(ScriptedNet.Rows(2), options);
        net.LearningRate.ShouldBe(8);
        net.Fit(ScriptedNet.Rows(2), options);

        net.LearningRates.ShouldBe([8, 4, 8, 4]);
    }

    [Fact]
    public void The_trainers_rate_is_what_it_was_after_a_cancellation_too()
    {
        using var source = new CancellationTokenSource();
        var net = new ScriptedNet
        {
            LearningRate = 8,
            OnStep = step =>
            {
                if (step == 3)
                    source.Cancel();
            },
        };

        TrainingHistory history = net.Fit(
            ScriptedNet.Rows(10), new TrainingOptions { Schedule = LearningRateSchedule.Exponential(0.5).PerStep() }, source.Token);

        net.LearningRate.ShouldBe(8);
        history.Epochs[^1].LearningRate.ShouldBe(2);
    }

    [Fact]
    public void The_trainers_rate_is_what_it_was_after_an_exception_too()
    {
        var net = new ScriptedNet { LearningRate = 8, StepLoss = step => step == 2 ? float.NaN : 1 };

        TrainingDivergedException fault = Should.Throw<TrainingDivergedException>(() => net.Fit(
            ScriptedNet.Rows(10), new TrainingOptions { Schedule = LearningRateSchedule.Exponential(0.5).PerStep() }));

        net.LearningRate.ShouldBe(8);
        fault.LearningRate.ShouldBe(4);
    }

    [Fact]
    public void Without_a_schedule_the_rate_that_a_listener_sets_stays()
    {
        var net = new ScriptedNet { LearningRate = 8 };

        net.Fit(ScriptedNet.Rows(2), new TrainingOptions { Progress = new SynchronousProgress<EpochReport>(_ => net.LearningRate = 3) });

        net.LearningRate.ShouldBe(3);
    }

    [Fact]
    public void What_a_listener_sets_holds_until_the_schedule_moves()
    {
        var net = new ScriptedNet { LearningRate = 8 };

        net.Fit(ScriptedNet.Rows(6), new TrainingOptions // 3 steps an epoch
        {
            Epochs = 2,
            Schedule = LearningRateSchedule.Exponential(0.5),
            BatchProgress = new SynchronousProgress<BatchReport>(report =>
            {
                if (report.Batch == 1)
                    net.LearningRate = 1;
            }),
        });

        net.LearningRates.ShouldBe([8, 1, 1, 4, 1, 1]);
    }

    [Fact]
    public void Between_two_steps_a_listener_has_the_last_word()
    {
        var net = new ScriptedNet { LearningRate = 8 };

        net.Fit(ScriptedNet.Rows(6), new TrainingOptions // 3 steps an epoch
        {
            Epochs = 1,
            Schedule = LearningRateSchedule.Exponential(0.5).PerStep(),
            BatchProgress = new SynchronousProgress<BatchReport>(_ => net.LearningRate *= 100),
        });

        net.LearningRates.ShouldBe([8, 400, 200]);
    }

    [Fact]
    public void An_epoch_that_was_cancelled_half_way_counts_for_no_schedule()
    {
        using var source = new CancellationTokenSource();
        var net = new ScriptedNet { OnStep = _ => source.Cancel() };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(10), new TrainingOptions
        {
            Validation = ScriptedNet.Rows(2),
            Schedule = LearningRateSchedule.ReduceOnPlateau(), // of a validation loss, which such an epoch does not have
        }, source.Token);

        history.Epochs.Single().IsPartial.ShouldBeTrue();
    }

    [Fact]
    public void A_training_in_two_parts_has_the_rates_of_one()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Cosine().WithWarmUp(2).PerStep();
        var whole = new ScriptedNet { LearningRate = 8 };
        var parts = new ScriptedNet { LearningRate = 8 };
        using var source = new CancellationTokenSource();

        whole.Fit(ScriptedNet.Rows(6), new TrainingOptions { Epochs = 5, Schedule = schedule });
        parts.Fit(ScriptedNet.Rows(6), new TrainingOptions
        {
            Epochs = 5,
            Schedule = schedule,
            Progress = new SynchronousProgress<EpochReport>(report =>
            {
                if (report.Epoch == 2)
                    source.Cancel();
            }),
        }, source.Token);
        parts.Fit(ScriptedNet.Rows(6), new TrainingOptions { Epochs = 3, FirstEpoch = 3, Schedule = schedule });

        parts.LearningRates.ShouldBe(whole.LearningRates);
    }

    // 3 epochs of 3 steps, the last one smaller, from the rate 8 on.
    private static (ScriptedNet Net, TrainingHistory History) Train(LearningRateSchedule schedule, TrainingOptions? options = null)
    {
        var net = new ScriptedNet { LearningRate = 8 };
        TrainingHistory history =
            net.Fit(ScriptedNet.Rows(5), (options ?? new TrainingOptions()) with { Epochs = 3, Schedule = schedule });
        return (net, history);
    }
}
