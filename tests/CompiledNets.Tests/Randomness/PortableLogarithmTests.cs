using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class PortableLogarithmTests
{
    // Two of its own and one of the platform's.
    private const double Allowed = 3;

    [Fact]
    public void The_logarithm_is_that_of_the_platform_to_three_ulp()
    {
        for (double x = 1e-300; x < 1e300; x *= 1.0137)
            Ulps(x).ShouldBeLessThanOrEqualTo(Allowed, $"ln {x:R}");
    }

    [Fact]
    public void Near_one_where_the_logarithm_vanishes_it_keeps_its_digits()
    {
        for (double distance = 1e-15; distance < 0.5; distance *= 1.0137)
        {
            Ulps(1 + distance).ShouldBeLessThanOrEqualTo(Allowed, $"ln(1 + {distance:R})");
            Ulps(1 - distance).ShouldBeLessThanOrEqualTo(Allowed, $"ln(1 - {distance:R})");
        }
    }

    [Fact]
    public void The_logarithm_of_one_is_zero_and_of_powers_of_two_a_multiple_of_ln_2()
    {
        PortableLogarithm.Log(1).ShouldBe(0);
        PortableLogarithm.Log(2).ShouldBe(0.6931471805599453);
        PortableLogarithm.Log(1.0 / 1024).ShouldBe(-6.931471805599453);
    }

    private static double Ulps(double x)
    {
        double expected = Math.Log(x);
        return Math.Abs(PortableLogarithm.Log(x) - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
    }
}
