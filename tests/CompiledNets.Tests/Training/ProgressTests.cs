using System.Globalization;

namespace CompiledNets.Tests.Training;

public class ProgressTests
{
    [Fact]
    public void Every_step_is_reported_in_order()
    {
        List<BatchReport> reports = [];
        var net = new ScriptedNet(batchSize: 3) { StepLoss = step => step };

        net.Fit(ScriptedNet.Rows(7), new TrainingOptions { Epochs = 2, BatchProgress = new SynchronousProgress<BatchReport>(reports.Add) });

        reports.Select(report => (report.Epoch, report.Epochs, report.Batch, report.Batches, report.Rows, report.Loss)).ShouldBe(
            [(1, 2, 1, 3, 3, 1), (1, 2, 2, 3, 3, 2), (1, 2, 3, 3, 1, 3), (2, 2, 1, 3, 3, 4), (2, 2, 2, 3, 3, 5), (2, 2, 3, 3, 1, 6)]);
        reports[1].RunningLoss.ShouldBe(1.5);
        reports[2].RunningLoss.ShouldBe((3 * 1 + 3 * 2 + 3) / 7.0, 1e-12);
        reports[3].RunningLoss.ShouldBe(4);
    }

    [Fact]
    public void Speed_and_time_left_are_those_of_the_clock()
    {
        var time = new ManualTime();
        List<BatchReport> batches = [];
        var net = new ScriptedNet(batchSize: 5)
        {
            OnStep = _ => time.Advance(TimeSpan.FromSeconds(1)),
            ValidationLoss = steps =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return steps;
            },
        };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(10), new TrainingOptions // an epoch: 2 steps of 1 s, validation 2 s
        {
            Epochs = 3,
            Validation = ScriptedNet.Rows(3),
            TimeProvider = time,
            BatchProgress = new SynchronousProgress<BatchReport>(batches.Add),
        });

        batches[0].RowsPerSecond.ShouldBe(5);
        batches[0].Remaining.ShouldBe(TimeSpan.FromSeconds(5)); // 25 of 30 rows are left
        history.Epochs.ShouldAllBe(epoch => epoch.Duration == TimeSpan.FromSeconds(4));
        history.Epochs.ShouldAllBe(epoch => epoch.RowsPerSecond == 5);
        history.Epochs.Select(epoch => epoch.Remaining.TotalSeconds).ShouldBe([8, 4, 0]);
        history.Duration.ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public void A_clock_that_stands_still_and_endless_epochs_do_no_harm()
    {
        List<BatchReport> batches = [];
        using var source = new CancellationTokenSource();
        var time = new ManualTime();
        var net = new ScriptedNet(batchSize: 1)
        {
            OnStep = step =>
            {
                if (step == 2)
                    time.Advance(TimeSpan.FromDays(1000));
                if (step == 3)
                    source.Cancel();
            },
        };

        net.Fit(ScriptedNet.Rows(1000), new TrainingOptions
        {
            Epochs = int.MaxValue,
            TimeProvider = time,
            BatchProgress = new SynchronousProgress<BatchReport>(batches.Add),
        }, source.Token);

        batches[0].RowsPerSecond.ShouldBe(0);
        batches[1].Remaining.ShouldBe(TimeSpan.MaxValue);
    }

    [Fact]
    public void A_learning_rate_set_by_a_listener_holds_from_the_next_step_on()
    {
        List<double> reported = [];
        var net = new ScriptedNet { LearningRate = 1 };

        TrainingHistory history = net.Fit(ScriptedNet.Rows(4), new TrainingOptions // 2 steps an epoch
        {
            Epochs = 2,
            BatchProgress = new SynchronousProgress<BatchReport>(report =>
            {
                reported.Add(report.LearningRate);
                net.LearningRate /= 2;
            }),
            Progress = new SynchronousProgress<EpochReport>(_ => net.LearningRate = 8),
        });

        net.LearningRates.ShouldBe([1, 0.5, 8, 4]);
        reported.ShouldBe([1, 0.5, 8, 4]);
        history.Epochs.Select(epoch => epoch.LearningRate).ShouldBe([0.5, 4]);
    }

    [Fact]
    public void An_exception_of_a_listener_passes_through_after_a_whole_step()
    {
        var net = new ScriptedNet();
        var fault = new FormatException("of the listener");

        var batch = Should.Throw<FormatException>(() => net.Fit(ScriptedNet.Rows(6), new TrainingOptions
        {
            BatchProgress = new SynchronousProgress<BatchReport>(report =>
            {
                if (report.Batch == 2)
                    throw fault;
            }),
        }));
        batch.ShouldBeSameAs(fault);
        net.StepsTaken.ShouldBe(2);

        var epoch = Should.Throw<FormatException>(() => net.Fit(
            ScriptedNet.Rows(6), new TrainingOptions { Progress = new SynchronousProgress<EpochReport>(_ => throw fault) }));
        epoch.ShouldBeSameAs(fault);
        net.StepsTaken.ShouldBe(2 + 3);

        net.Fit(ScriptedNet.Rows(6), new TrainingOptions { Epochs = 1 }).StopReason.ShouldBe(StopReason.Completed);
    }

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("fa-IR")]
    public void Reports_read_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var time = new ManualTime();
            var net = new ScriptedNet { StepLoss = step => step / 8f, OnStep = _ => time.Advance(TimeSpan.FromSeconds(1)) };
            TrainingHistory history = net.Fit(ScriptedNet.Rows(4), new TrainingOptions { Epochs = 1, TimeProvider = time });

            history.Epochs[0].ToString().ShouldBe("epoch 1/1: loss 0.1875, 2 rows/s");
            history.ToString().ShouldBe("Completed after 1 epochs in 2.00 s; best: epoch 1/1: loss 0.1875, 2 rows/s");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
