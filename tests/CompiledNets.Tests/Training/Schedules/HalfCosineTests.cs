namespace CompiledNets.Tests.Training.Schedules;

public class HalfCosineTests
{
    [Fact]
    public void The_wave_is_that_of_the_platforms_cosine()
    {
        for (int i = 0; i <= 100_000; i++)
        {
            double x = i / 100_000.0;
            HalfCosine.At(x).ShouldBe((1 + Math.Cos(Math.PI * x)) / 2, 4e-16, $"x = {x:R}");
        }
    }

    [Fact]
    public void Near_its_end_where_the_wave_vanishes_it_keeps_its_digits()
    {
        for (double distance = Math.ScaleB(1, -52); distance < 0.5; distance *= 1.0137)
        {
            double x = 1 - distance;
            double sine = Math.Sin(Math.PI / 2 * (1 - x));
            HalfCosine.At(x).ShouldBe(sine * sine, 1e-15 * sine * sine, $"x = 1 - {distance:R}");
        }
    }

    [Fact]
    public void Both_ends_are_exact()
    {
        HalfCosine.Anneal(0.02, 0.002, 0).ShouldBe(0.02);
        HalfCosine.Anneal(0.02, 0.002, 1).ShouldBe(0.002);
    }

    // (2 + √2)/4, ¾ and ¼, or the double beside: which of them is the formula's choice and not the machine's.
    [Theory]
    [InlineData(0.25, 0.8535533905932737)]
    [InlineData(1 / 3.0, 0.7500000000000001)]
    [InlineData(2 / 3.0, 0.25)]
    public void The_bits_are_the_same_on_every_machine(double x, double expected) => HalfCosine.At(x).ShouldBe(expected);
}
