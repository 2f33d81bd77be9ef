namespace CompiledNets.Tests.Training.Schedules;

public class PyTorchRatesTests
{
    private static readonly Dictionary<string, LearningRateCurve> s_curves = new()
    {
        ["step"] = LearningRateSchedule.Step(every: 3, gamma: 0.5),
        ["step, default gamma"] = LearningRateSchedule.Step(2),
        ["multi-step"] = LearningRateSchedule.MultiStep([2, 3, 7], gamma: 0.3),
        ["exponential"] = LearningRateSchedule.Exponential(0.93),
        ["cosine"] = LearningRateSchedule.Cosine(10),
        ["cosine with a minimum"] = LearningRateSchedule.Cosine(7, minimum: 0.002),
        ["restarts"] = LearningRateSchedule.CosineWithRestarts(4),
        ["growing restarts"] = LearningRateSchedule.CosineWithRestarts(3, multiplier: 2, minimum: 0.001),
        ["constant after a warm-up"] = LearningRateSchedule.Constant().WithWarmUp(5),
        ["cosine after a warm-up"] = LearningRateSchedule.Cosine(10).WithWarmUp(4, startFactor: 0.1),
        ["step after a warm-up"] = LearningRateSchedule.Step(every: 3, gamma: 0.5).WithWarmUp(2),
        ["exponential after a warm-up"] = LearningRateSchedule.Exponential(0.93).WithWarmUp(3, startFactor: 0.5),
        ["growing restarts after a warm-up"] = LearningRateSchedule.CosineWithRestarts(3, multiplier: 2, minimum: 0.001).WithWarmUp(5),
    };

    private static readonly Dictionary<string, LearningRateSchedule> s_cycles = new()
    {
        ["one cycle"] = LearningRateSchedule.OneCycle(maximum: 0.1),
        ["one cycle, peak between steps"] = LearningRateSchedule.OneCycle(0.02, risingShare: 0.4, initialDivisor: 10, finalDivisor: 100),
        ["one cycle, falling only"] = LearningRateSchedule.OneCycle(1, risingShare: 0),
        ["one cycle, rising only"] = LearningRateSchedule.OneCycle(1, risingShare: 1),
        ["one cycle, peak before the first step"] = LearningRateSchedule.OneCycle(1, risingShare: 0.2),
        ["one cycle of one step"] = LearningRateSchedule.OneCycle(1),
    };

    private static readonly Dictionary<string, LearningRateSchedule> s_plateaus = new()
    {
        ["plateau"] = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 1),
        ["plateau with a cooldown"] = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 1, cooldown: 2),
        ["plateau without patience"] = LearningRateSchedule.ReduceOnPlateau(patience: 0, minimum: 0.004),
        ["plateau with a threshold"] = LearningRateSchedule.ReduceOnPlateau(factor: 0.7, patience: 2, threshold: 0.2),
        ["plateau down to the smallest change"] = LearningRateSchedule.ReduceOnPlateau(patience: 0),
        ["plateau, default settings"] = LearningRateSchedule.ReduceOnPlateau(),
        ["plateau of an accuracy"] =
            LearningRateSchedule.ReduceOnPlateau(MonitoredValue.ValidationAccuracy, factor: 0.5, patience: 1, threshold: 0.01),
    };

    public static TheoryData<string> Curves => [.. s_curves.Keys];

    public static TheoryData<string> Cycles => [.. s_cycles.Keys];

    public static TheoryData<string> Plateaus => [.. s_plateaus.Keys];

    [Fact]
    public void Every_table_is_that_of_a_schedule() =>
        RateTable.All.Keys.Order().ShouldBe(s_curves.Keys.Concat(s_cycles.Keys).Concat(s_plateaus.Keys).Order());

    [Theory]
    [MemberData(nameof(Curves))]
    public void From_epoch_to_epoch_a_curve_has_PyTorchs_rates(string name)
    {
        RateTable table = RateTable.All[name];
        var net = new ScriptedNet { LearningRate = table.Initial };

        LearningRateCursor cursor = s_curves[name].Start(net, epochs: table.Rates.Length, stepsPerEpoch: 5);

        table.ShouldHold(Rates(net, table.Rates.Length, _ => cursor.EndEpoch()));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void From_step_to_step_a_curve_has_PyTorchs_rates(string name)
    {
        RateTable table = RateTable.All[name];
        var net = new ScriptedNet { LearningRate = table.Initial };

        LearningRateCursor cursor = s_curves[name].PerStep().Start(net, epochs: 1, stepsPerEpoch: table.Rates.Length);

        table.ShouldHold(Rates(net, table.Rates.Length, _ => cursor.EndStep()));
    }

    [Theory]
    [MemberData(nameof(Cycles))]
    public void One_cycle_has_PyTorchs_rates_whatever_the_trainers_rate_was(string name)
    {
        RateTable table = RateTable.All[name];
        var net = new ScriptedNet { LearningRate = 123 };

        LearningRateCursor cursor = s_cycles[name].Start(net, epochs: 1, stepsPerEpoch: table.Rates.Length);

        table.ShouldHold(Rates(net, table.Rates.Length, _ => cursor.EndStep()));
    }

    [Theory]
    [MemberData(nameof(Plateaus))]
    public void On_a_plateau_rates_are_PyTorchs(string name)
    {
        RateTable table = RateTable.All[name];
        var net = new ScriptedNet { LearningRate = table.Initial };

        LearningRateCursor cursor = s_plateaus[name].Start(net, epochs: table.Rates.Length, stepsPerEpoch: 1);

        table.ShouldHold(Rates(net, table.Rates.Length, epoch => cursor.EndEpoch(table.Values![epoch])));
    }

    private static List<double> Rates(ScriptedNet net, int count, Action<int> move)
    {
        List<double> rates = [net.LearningRate];
        for (int i = 0; i < count - 1; i++)
        {
            move(i);
            rates.Add(net.LearningRate);
        }

        return rates;
    }
}
