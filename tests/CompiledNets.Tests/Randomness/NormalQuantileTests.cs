using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class NormalQuantileTests
{
    // Quantiles by bisection of erfc with 50 digits.
    [Theory]
    [InlineData(1.1641532182693481e-10, -6.3379577545537895)]
    [InlineData(1e-09, -5.9978070150076865)]
    [InlineData(1e-05, -4.264890793922825)]
    [InlineData(0.001, -3.0902323061678136)]
    [InlineData(0.0749, -1.4402382675279637)]
    [InlineData(0.075, -1.439531470938456)]
    [InlineData(0.0751, -1.43882539275254)]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.45, -0.12566134685507402)]
    [InlineData(0.5000001, 2.506628273311648e-07)]
    [InlineData(0.75, 0.6744897501960817)]
    [InlineData(0.925, 1.4395314709384561)]
    [InlineData(0.9251, 1.440238267527964)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(0.9999999998835847, 6.3379577545537895)]
    public void Quantiles_are_right_to_fifteen_digits(double p, double z) =>
        NormalQuantile.Of(p).ShouldBe(z, 1e-15 * Math.Max(1, Math.Abs(z)));

    [Fact]
    public void Quantiles_are_odd_around_one_half_and_rise()
    {
        double previous = double.NegativeInfinity;
        for (int i = 1; i < 1024; i++)
        {
            double z = NormalQuantile.Of(i / 1024.0);

            z.ShouldBe(-NormalQuantile.Of(1 - i / 1024.0));
            z.ShouldBeGreaterThan(previous);
            previous = z;
        }
    }
}
