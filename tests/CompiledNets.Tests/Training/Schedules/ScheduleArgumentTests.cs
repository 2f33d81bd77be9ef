using System.Globalization;

namespace CompiledNets.Tests.Training.Schedules;

public class ScheduleArgumentTests
{
    private static readonly LearningRateCurve s_constant = LearningRateSchedule.Constant();

    public static TheoryData<Action, string, string> Faults => new()
    {
        { () => LearningRateSchedule.Step(0), "every", "every is 0; it must be at least 1." },
        { () => LearningRateSchedule.Step(3, 0), "gamma", "gamma is 0; it must be above 0 and at most 1." },
        { () => LearningRateSchedule.Step(3, 1.5), "gamma", "gamma is 1.5; it must be above 0 and at most 1." },
        { () => LearningRateSchedule.MultiStep([]), "milestones", "There are no milestones." },
        { () => LearningRateSchedule.MultiStep([0, 3]), "milestones", "The milestone 0 follows 0" },
        { () => LearningRateSchedule.MultiStep([2, 4, 4]), "milestones", "The milestone 4 follows 4" },
        { () => LearningRateSchedule.MultiStep([2], double.NaN), "gamma", "gamma is NaN" },
        { () => LearningRateSchedule.Exponential(-0.5), "gamma", "gamma is -0.5" },
        { () => LearningRateSchedule.Cosine(0), "length", "length is 0; it must be at least 1." },
        { () => LearningRateSchedule.Cosine(minimum: -1), "minimum", "minimum is -1; it must be from 0 to 1000000." },
        { () => LearningRateSchedule.CosineWithRestarts(0), "length", "length is 0" },
        { () => LearningRateSchedule.CosineWithRestarts(1, 0), "multiplier", "multiplier is 0" },
        { () => LearningRateSchedule.CosineWithRestarts(1, minimum: double.NaN), "minimum", "minimum is NaN" },
        { () => LearningRateSchedule.OneCycle(0), "maximum", "maximum is 0; it must be above 0 and at most 1000000." },
        { () => LearningRateSchedule.OneCycle(1e7), "maximum", "maximum is 10000000" },
        { () => LearningRateSchedule.OneCycle(1, risingShare: 1.5), "risingShare", "risingShare is 1.5; it must be from 0 to 1." },
        { () => LearningRateSchedule.OneCycle(1, initialDivisor: 0.5), "initialDivisor", "initialDivisor is 0.5" },
        { () => LearningRateSchedule.OneCycle(1, finalDivisor: double.PositiveInfinity), "finalDivisor", "finalDivisor is Infinity" },
        { () => LearningRateSchedule.ReduceOnPlateau((MonitoredValue)9), "monitor", "monitor is 9" },
        { () => LearningRateSchedule.ReduceOnPlateau(factor: 1), "factor", "factor is 1; it must be above 0 and less than 1." },
        { () => LearningRateSchedule.ReduceOnPlateau(patience: -1), "patience", "patience is -1; it must be 0 or more." },
        { () => LearningRateSchedule.ReduceOnPlateau(threshold: 1), "threshold", "threshold is 1; it must be from 0 to less than 1." },
        { () => LearningRateSchedule.ReduceOnPlateau(cooldown: -1), "cooldown", "cooldown is -1" },
        { () => LearningRateSchedule.ReduceOnPlateau(minimum: -1), "minimum", "minimum is -1" },
        { () => s_constant.WithWarmUp(0), "length", "length is 0" },
        { () => s_constant.WithWarmUp(3, startFactor: 1.1), "startFactor", "startFactor is 1.1; it must be from 0 to 1." },
        { () => s_constant.Start(null!, 1, 1), "trainer", "null" },
        { () => s_constant.Start(new ScriptedNet(), 0, 1), "epochs", "epochs is 0" },
        { () => s_constant.Start(new ScriptedNet(), 1, 0), "stepsPerEpoch", "stepsPerEpoch is 0" },
        { () => s_constant.Start(new ScriptedNet(), 1, 1, firstEpoch: 0), "firstEpoch", "firstEpoch is 0" },
        { () => s_constant.Start(new ScriptedNet(), int.MaxValue, 1, firstEpoch: 2), "epochs", "few enough to be counted" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void An_argument_out_of_range_is_named(Action create, string parameter, string message)
    {
        ArgumentException fault = Should.Throw<ArgumentException>(create);

        fault.ParamName.ShouldBe(parameter);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void The_message_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            Should.Throw<ArgumentException>(() => LearningRateSchedule.Exponential(-1.5)).Message.ShouldStartWith("gamma is -1.5;");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_minimum_above_the_trainers_rate_is_refused_and_changes_nothing()
    {
        var net = new ScriptedNet { LearningRate = 0.001 };

        Should.Throw<ArgumentException>(() => LearningRateSchedule.Cosine(minimum: 0.01).Start(net, epochs: 5, stepsPerEpoch: 1))
            .Message.ShouldBe("The schedule's minimum is 0.01, which is above the trainer's learning rate of 0.001.");
        net.LearningRate.ShouldBe(0.001);
    }

    [Fact]
    public void A_warm_up_as_long_as_the_training_leaves_nothing_for_a_schedule_without_a_length()
    {
        LearningRateCurve schedule = LearningRateSchedule.Cosine().WithWarmUp(5);

        Should.Throw<ArgumentException>(() => schedule.Start(new ScriptedNet(), epochs: 5, stepsPerEpoch: 3)).Message.ShouldBe(
            "The warm-up takes 5 epochs and the training has 5: none are left for the schedule, which takes its length from them.");
        Should.NotThrow(() => schedule.PerStep().Start(new ScriptedNet(), epochs: 5, stepsPerEpoch: 3));
        Should.NotThrow(() => LearningRateSchedule.Cosine(3).WithWarmUp(5).Start(new ScriptedNet(), epochs: 5, stepsPerEpoch: 3));
    }
}
