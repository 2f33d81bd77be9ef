namespace CompiledNets.Tests.Training;

public class CancellationTests
{
    [Fact]
    public void Training_ends_before_the_next_step_and_the_half_epoch_is_marked()
    {
        using var source = new CancellationTokenSource();
        List<EpochReport> reports = [];
        var net = new ScriptedNet
        {
            StepLoss = step => step,
            OnStep = step =>
            {
                if (step == 5)
                    source.Cancel();
            },
        };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(6), new TrainingOptions // 3 steps an epoch
        {
            Epochs = 4,
            Validation = ScriptedNet.Rows(3),
            Progress = new SynchronousProgress<EpochReport>(reports.Add),
        }, source.Token);

        net.StepsTaken.ShouldBe(5);
        history.StopReason.ShouldBe(StopReason.Cancelled);
        history.Epochs.Select(epoch => (epoch.IsPartial, epoch.Steps, epoch.Rows, epoch.Loss))
            .ShouldBe([(false, 3, 6, 2), (true, 2, 4, 4.5)]);
        history.Epochs[1].Validation.ShouldBeNull();
        history.BestEpoch!.Epoch.ShouldBe(1);
        reports.ShouldBe(history.Epochs);
    }

    [Fact]
    public void Cancelled_beforehand_nothing_is_trained()
    {
        var net = new ScriptedNet();

        TrainingHistory history = net.Fit(ScriptedNet.Rows(6), cancellationToken: new CancellationToken(canceled: true));

        net.StepsTaken.ShouldBe(0);
        history.StopReason.ShouldBe(StopReason.Cancelled);
        history.Epochs.ShouldBeEmpty();
        history.BestEpoch.ShouldBeNull();
    }

    [Fact]
    public void An_epoch_whose_steps_are_all_done_is_completed()
    {
        using var source = new CancellationTokenSource();
        var net = new ScriptedNet
        {
            OnStep = step =>
            {
                if (step == 3)
                    source.Cancel();
            },
        };

        TrainingHistory history = net.Fit(
            ScriptedNet.Rows(6), new TrainingOptions { Epochs = 4, Validation = ScriptedNet.Rows(3) }, source.Token);

        history.StopReason.ShouldBe(StopReason.Cancelled);
        EpochReport report = history.Epochs.ShouldHaveSingleItem();
        report.IsPartial.ShouldBeFalse();
        report.ValidationLoss.ShouldBe(1);
    }

    [Fact]
    public void A_listener_can_cancel()
    {
        using var source = new CancellationTokenSource();
        var net = new ScriptedNet();

        TrainingHistory history = net.Fit(ScriptedNet.Rows(6), new TrainingOptions
        {
            BatchProgress = new SynchronousProgress<BatchReport>(report =>
            {
                if (report.Batch == 2)
                    source.Cancel();
            }),
        }, source.Token);

        net.StepsTaken.ShouldBe(2);
        history.StopReason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public void A_cancelled_training_keeps_the_newest_parameters_and_can_be_continued()
    {
        using var source = new CancellationTokenSource();
        var net = new ScriptedNet
        {
            ValidationLoss = steps => steps,
            OnStep = step =>
            {
                if (step == 5)
                    source.Cancel();
            },
        };
        var options = new TrainingOptions { Epochs = 2, Validation = ScriptedNet.Rows(3), EarlyStopping = new EarlyStopping() };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(6), options, source.Token);
        history.RestoredEpoch.ShouldBeNull();
        net.StepsTaken.ShouldBe(5);

        net.Fit(ScriptedNet.Rows(6), options with { EarlyStopping = null }).StopReason.ShouldBe(StopReason.Completed);
        net.StepsTaken.ShouldBe(5 + 6);
    }
}
