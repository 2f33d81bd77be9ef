using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class PortableLogarithmTests
{
    [Fact]
    public void The_logarithm_is_that_of_the_platform_to_fourteen_digits()
    {
        for (double x = 1e-300; x < 1e300; x *= 1.0137)
            RelativeError(x).ShouldBeLessThan(1e-14, $"ln {x:R}");
    }

    [Fact]
    public void Near_one_where_the_logarithm_vanishes_it_keeps_its_digits()
    {
        for (double distance = 1e-15; distance < 0.5; distance *= 1.0137)
        {
            RelativeError(1 + distance).ShouldBeLessThan(1e-14, $"ln(1 + {distance:R})");
            RelativeError(1 - distance).ShouldBeLessThan(1e-14, $"ln(1 - {distance:R})");
        }
    }

    [Fact]
    public void The_logarithm_of_one_is_zero_and_of_powers_of_two_a_multiple_of_ln_2()
    {
        PortableLogarithm.Log(1).ShouldBe(0);
        PortableLogarithm.Log(2).ShouldBe(0.6931471805599453);
        PortableLogarithm.Log(1.0 / 1024).ShouldBe(-6.931471805599453);
    }

    private static double RelativeError(double x) => Math.Abs(PortableLogarithm.Log(x) / Math.Log(x) - 1);
}
