namespace CompiledNets.Tests.Training.Schedules;

public class LearningRateCursorTests
{
    [Fact]
    public void Steps_do_not_move_what_counts_epochs()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.Exponential(0.5).Start(net, epochs: 2, stepsPerEpoch: 2);

        cursor.EndStep();
        net.LearningRate.ShouldBe(1);
        cursor.EndEpoch();
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void Epochs_do_not_move_what_counts_steps()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.Exponential(0.5).PerStep().Start(net, epochs: 2, stepsPerEpoch: 2);

        cursor.EndEpoch();
        net.LearningRate.ShouldBe(1);
        cursor.EndStep();
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void A_schedule_serves_two_trainings_at_the_same_time()
    {
        LearningRateSchedule schedule = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 1);
        var first = new ScriptedNet { LearningRate = 1 };
        var second = new ScriptedNet { LearningRate = 8 };
        LearningRateCursor firstCursor = schedule.Start(first, epochs: 3, stepsPerEpoch: 1);
        LearningRateCursor secondCursor = schedule.Start(second, epochs: 3, stepsPerEpoch: 1);

        foreach (double value in (double[])[3, 2, 1])
        {
            firstCursor.EndEpoch(3);
            secondCursor.EndEpoch(value);
        }

        first.LearningRate.ShouldBe(0.5);
        second.LearningRate.ShouldBe(8);
    }

    [Fact]
    public void A_curve_serves_one_training_after_another()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Cosine(4).WithWarmUp(2).PerStep();

        List<double> first = RatesOfSteps(schedule, steps: 6);

        RatesOfSteps(schedule, steps: 6).ShouldBe(first);
    }

    [Fact]
    public void Settings_that_are_added_do_not_change_the_schedule_that_they_are_added_to()
    {
        LearningRateCurve plain = LearningRateSchedule.Exponential(0.5);
        _ = plain.WithWarmUp(3);
        _ = plain.PerStep();
        var net = new ScriptedNet { LearningRate = 1 };

        LearningRateCursor cursor = plain.Start(net, epochs: 2, stepsPerEpoch: 2);

        cursor.EndStep();
        net.LearningRate.ShouldBe(1);
        cursor.EndEpoch();
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void Without_a_length_the_cosine_reaches_its_minimum_after_the_last_epoch()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.Cosine(minimum: 0.25).WithWarmUp(2).Start(net, epochs: 6, stepsPerEpoch: 3);
        List<double> rates = [];
        for (int epoch = 1; epoch <= 6; epoch++)
        {
            rates.Add(net.LearningRate);
            cursor.EndEpoch();
        }

        rates[2].ShouldBe(1);
        rates[4].ShouldBe(0.625, 1e-15);
        rates[5].ShouldBeGreaterThan(0.25);
        net.LearningRate.ShouldBe(0.25);
    }

    [Fact]
    public void A_later_first_epoch_finds_the_rates_that_a_training_from_the_start_would_have()
    {
        foreach (LearningRateSchedule schedule in (LearningRateSchedule[])
            [LearningRateSchedule.Cosine(), LearningRateSchedule.Cosine().WithWarmUp(5).PerStep(), LearningRateSchedule.OneCycle(3)])
        {
            List<double> whole = RatesOfEpochs(schedule, epochs: 5, firstEpoch: 1);

            RatesOfEpochs(schedule, epochs: 3, firstEpoch: 3).ShouldBe(whole.Skip(2));
        }
    }

    [Fact]
    public void After_its_last_step_one_cycle_stays_where_it_is()
    {
        var net = new ScriptedNet();
        LearningRateCursor cursor =
            LearningRateSchedule.OneCycle(1, initialDivisor: 4, finalDivisor: 2).Start(net, epochs: 2, stepsPerEpoch: 5);

        for (int step = 1; step <= 25; step++)
            cursor.EndStep();

        net.LearningRate.ShouldBe(0.125);
    }

    [Fact]
    public void One_cycle_that_has_risen_before_its_first_step_begins_at_the_maximum()
    {
        var net = new ScriptedNet();

        LearningRateSchedule.OneCycle(2, risingShare: 0.25).Start(net, epochs: 1, stepsPerEpoch: 4); // PyTorch divides by zero

        net.LearningRate.ShouldBe(2);
    }

    [Fact]
    public void A_rate_that_somebody_else_sets_holds_until_the_schedule_moves()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.Exponential(0.5).Start(net, epochs: 3, stepsPerEpoch: 1);

        net.LearningRate = 7;
        cursor.EndStep();
        net.LearningRate.ShouldBe(7);
        cursor.EndEpoch();
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void A_plateau_reduces_the_rate_that_somebody_else_has_set()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 0).Start(net, epochs: 3, stepsPerEpoch: 1);

        cursor.EndEpoch(1);
        net.LearningRate = 8;
        cursor.EndEpoch(1);

        net.LearningRate.ShouldBe(4);
    }

    [Fact]
    public void What_is_not_a_number_is_no_improvement()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 0).Start(net, epochs: 3, stepsPerEpoch: 1);

        cursor.EndEpoch(double.NaN);
        net.LearningRate.ShouldBe(0.5);
        cursor.EndEpoch(3);
        net.LearningRate.ShouldBe(0.5);
    }

    [Fact]
    public void A_plateau_is_found_in_values_only()
    {
        LearningRateCursor cursor =
            LearningRateSchedule.ReduceOnPlateau(MonitoredValue.TrainingLoss).Start(new ScriptedNet(), epochs: 1, stepsPerEpoch: 1);

        ArgumentNullException fault = Should.Throw<ArgumentNullException>(() => cursor.EndEpoch());

        fault.ParamName.ShouldBe("monitored");
        fault.Message.ShouldContain("TrainingLoss");
    }

    [Fact]
    public void Restarts_are_found_however_far_away()
    {
        LearningRateCurve schedule = LearningRateSchedule.CosineWithRestarts(1 << 15, multiplier: int.MaxValue).PerStep();
        var net = new ScriptedNet { LearningRate = 1 };

        schedule.Start(net, epochs: 1, stepsPerEpoch: int.MaxValue, firstEpoch: int.MaxValue - 1);

        net.LearningRate.ShouldBeInRange(0.99, 1); // in a third round of 2^77 steps
    }

    [Fact]
    public void A_move_allocates_nothing()
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor[] cursors =
        [
            LearningRateSchedule.MultiStep([2, 300]).WithWarmUp(100).PerStep().Start(net, epochs: 1, stepsPerEpoch: 1000),
            LearningRateSchedule.CosineWithRestarts(10, 2).PerStep().Start(net, epochs: 1, stepsPerEpoch: 1000),
            LearningRateSchedule.OneCycle(1).Start(net, epochs: 1, stepsPerEpoch: 1000),
        ];

        Allocations.Of(100, () =>
        {
            foreach (LearningRateCursor cursor in cursors)
                cursor.EndStep();
        }).ShouldBe(0);
    }

    private static List<double> RatesOfSteps(LearningRateSchedule schedule, int steps)
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = schedule.Start(net, epochs: 1, stepsPerEpoch: steps);
        List<double> rates = [];
        for (int step = 0; step < steps; step++)
        {
            rates.Add(net.LearningRate);
            cursor.EndStep();
        }

        return rates;
    }

    // The first rate of each epoch, of 4 steps.
    private static List<double> RatesOfEpochs(LearningRateSchedule schedule, int epochs, int firstEpoch)
    {
        var net = new ScriptedNet { LearningRate = 1 };
        LearningRateCursor cursor = schedule.Start(net, epochs, stepsPerEpoch: 4, firstEpoch);
        List<double> rates = [];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            rates.Add(net.LearningRate);
            for (int step = 0; step < 4; step++)
                cursor.EndStep();
            cursor.EndEpoch();
        }

        return rates;
    }
}
