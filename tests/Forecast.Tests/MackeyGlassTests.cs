namespace Forecast.Tests;

public sealed class MackeyGlassTests
{
    private const int Count = 3_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-7)]
    public void Without_noise_the_series_swings_over_the_known_attractor_and_stays_on_it(int seed)
    {
        float[] series = MackeyGlass.Sample(seed, Count, noise: 0);

        series.Min().ShouldBeInRange(0.2f, 0.5f);
        series.Max().ShouldBeInRange(1.2f, 1.4f);
        series.Average().ShouldBeInRange(0.85f, 1.0f);
    }

    [Fact]
    public void The_series_swings_about_every_fifty_units_of_time()
    {
        float[] series = MackeyGlass.Sample(seed: 0, Count, noise: 0);
        float mean = series.Average();

        Swing(series, mean).ShouldBeInRange(35, 65);
    }

    [Fact]
    public void No_shift_brings_the_series_back_onto_itself()
    {
        float[] series = MackeyGlass.Sample(seed: 0, Count, noise: 0);

        double closest = Enumerable.Range(20, 1_000).Min(shift => Distance(series[shift..], series));

        closest.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void A_seed_gives_the_same_series_again() =>
        MackeyGlass.Sample(seed: 3, Count, noise: 0.02).ShouldBe(MackeyGlass.Sample(seed: 3, Count, noise: 0.02));

    [Fact]
    public void Another_seed_gives_another_series_even_without_noise() =>
        Distance(MackeyGlass.Sample(seed: 3, Count, noise: 0), MackeyGlass.Sample(seed: 4, Count, noise: 0)).ShouldBeGreaterThan(0.05);

    [Fact]
    public void Noise_has_the_deviation_that_was_asked_for()
    {
        float[] clean = MackeyGlass.Sample(seed: 5, Count, noise: 0), noisy = MackeyGlass.Sample(seed: 5, Count, noise: 0.02);

        // Five standard errors of a deviation.
        Distance(clean, noisy).ShouldBe(0.02, 0.0013);
    }

    /// <summary>The mean time from one crossing of the mean, upwards, to the next, where small ripples are not counted twice.</summary>
    private static double Swing(float[] series, float mean)
    {
        int swings = 0;
        bool isLow = false;
        foreach (float value in series)
        {
            if (value < mean - 0.1f)
                isLow = true;
            else if (isLow && value > mean + 0.1f)
                (isLow, swings) = (false, swings + 1);
        }
        return (double)series.Length / swings;
    }

    private static double Distance(float[] one, float[] other) =>
        Math.Sqrt(one.Zip(other, (a, b) => (double)(a - b) * (a - b)).Average());
}
