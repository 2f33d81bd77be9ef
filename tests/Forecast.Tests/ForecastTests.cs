using CompiledNets;

namespace Forecast.Tests;

public sealed class ForecastTests
{
    private const int Horizon = 6;

    [Fact]
    public void A_window_is_followed_by_its_target_a_horizon_after_its_last_sample()
    {
        Dataset windows = SlidingWindows.Cut([0, 1, 2, 3, 4, 5], length: 3, horizon: 2);

        windows.Inputs.ToArray().ShouldBe([0, 1, 2, 1, 2, 3]);
        windows.Targets.ToArray().ShouldBe([4, 5]);
    }

    [Fact]
    public void Streamed_forecasts_stand_beside_the_samples_that_they_are_forecasts_of()
    {
        float[] series = [0, 1, 2, 3, 4, 5];
        var net = new Forecaster();

        StreamedForecasts streamed = StreamedForecasts.Run(net, series, horizon: 2, warmUp: 1);

        streamed.Truth.ShouldBe([3, 4, 5]);
        streamed.Naive.ShouldBe([1, 2, 3]);
        streamed.NaiveError.ShouldBe(2);
        streamed.Forecasts.ShouldBe(Step(net, series)[1..4]);
    }

    [Fact]
    public void After_a_short_training_the_net_errs_less_than_half_as_much_as_the_forecast_that_nothing_changes()
    {
        float[] series = MackeyGlass.Sample(seed: 0, count: 3_000, noise: 0.02);
        var net = new Forecaster();
        using Forecaster.Trainer trainer = net.CreateTrainer();

        trainer.Fit(
            SlidingWindows.Cut(series.AsSpan(0, 2_000), Forecaster.InputSize, Horizon),
            new TrainingOptions { Epochs = 40, Schedule = LearningRateSchedule.Cosine() },
            TestContext.Current.CancellationToken);
        StreamedForecasts streamed = StreamedForecasts.Run(net, series[2_000..], Horizon, Forecaster.InputSize);

        streamed.NaiveError.ShouldBeInRange(0.1, 0.3);
        (2 * streamed.Error).ShouldBeLessThan(streamed.NaiveError);
    }

    private static float[] Step(Forecaster net, float[] series)
    {
        var outputs = new float[series.Length];
        Forecaster.State state = net.CreateState();
        for (int i = 0; i < series.Length; i++)
            net.Step(state, [series[i]], outputs.AsSpan(i, 1));
        return outputs;
    }
}
