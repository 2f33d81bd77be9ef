namespace CompiledNets.Tests.Training.Schedules;

public class IntegerPowerTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.93)]
    [InlineData(1)]
    public void Powers_are_those_of_the_platform(double x)
    {
        for (int n = 0; n < 300; n++)
        {
            double expected = Math.Pow(x, n);
            IntegerPower.Of(x, n).ShouldBe(expected, 1e-13 * expected, $"n = {n}");
        }
    }

    [Fact]
    public void Of_a_share_a_large_power_is_zero() => IntegerPower.Of(0.999, long.MaxValue).ShouldBe(0);
}
