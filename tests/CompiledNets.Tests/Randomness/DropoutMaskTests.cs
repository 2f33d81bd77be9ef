using CompiledNets.Randomness;
using CompiledNets.Simd;

namespace CompiledNets.Tests.Randomness;

public sealed class DropoutMaskTests
{
    private const int Many = 1 << 16;

    public static TheoryData<double> Rates => new(0.0, 0.01, 0.2, 0.5, 0.75, 0.999, 1 - 1e-7);

    [Theory]
    [InlineData(0.2, 0, 0, 0)]
    [InlineData(0.5, 1234567, 3, 17)]
    [InlineData(0.9, -1, 1, 0x1_2345_6789)]
    public void A_factor_is_what_the_contract_says(double rate, int seed, int layer, long step)
    {
        float[] mask = Mask(rate, seed, layer, step, 512);
        for (int e = 0; e < mask.Length; e++)
        {
            ulong block = (ulong)((16 * (e / 64)) + (e % 16));
            Philox.Block(((ulong)layer << 32) | (uint)seed, (ulong)step, RandomDomain.Dropout + block, out uint r0, out uint r1, out uint r2, out uint r3);
            uint word = new[] { r0, r1, r2, r3 }[e / 16 % 4];
            mask[e].ShouldBe(Philox.ToUnitFloat(word) < (float)rate ? 0 : (float)(1 / (1 - rate)), $"value {e}");
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Vectors_of_any_width_give_the_same_factors(double rate)
    {
        float[] wide = new float[4096];
        DropoutMask.Fill<WideLanes>(ref wide[0], 0, wide.Length, rate, 5, 1, 9);
        wide.ShouldBe(Mask(rate, 5, 1, 9, wide.Length));
    }

    [Fact]
    public void Any_part_of_a_batch_has_the_factors_of_the_whole_and_nothing_else_is_written()
    {
        float[] whole = Mask(0.3, 7, 2, 5, 256);
        for (int start = 0; start < 256; start += 16)
        {
            for (int end = start; end <= 256; end += 16)
            {
                float[] part = new float[256];
                Array.Fill(part, -1f);
                DropoutMask.Fill<PortableLanes>(ref part[0], start, end, 0.3, 7, 2, 5);
                part.Where((_, e) => e < start || e >= end).ShouldAllBe(factor => factor == -1f);
                part[start..end].ShouldBe(whole[start..end]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void So_many_are_dropped_as_the_rate_says_and_the_expectation_stays(double rate)
    {
        float[] mask = Mask(rate, 3, 0, 1, Many);

        // Five standard deviations; and never a factor but the two.
        double deviation = Math.Sqrt(rate * (1 - rate) / Many);
        double dropped = mask.Count(factor => factor == 0) / (double)Many;
        dropped.ShouldBe(rate, (5 * deviation) + 1e-6);
        ((double)mask.Average()).ShouldBe(1, (5 * deviation / (1 - rate)) + 1e-6);
        mask.Where(factor => factor != 0).ShouldAllBe(factor => factor == (float)(1 / (1 - rate)));
    }

    [Fact]
    public void Nothing_is_dropped_at_a_rate_of_zero() => Mask(0, 1, 2, 3, 1024).ShouldAllBe(factor => factor == 1f);

    /// <summary>Two masks that have nothing to do with each other agree in as many values as chance says.</summary>
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(int.MinValue, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 0, 1L << 32)]
    public void Seeds_layers_and_steps_draw_independently(int seed, int layer, long step) => ShouldBeIndependent(Mask(0.5, 0, 0, 0, Many), Mask(0.5, seed, layer, step, Many));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(784)]
    public void Values_draw_independently_of_those_some_places_away(int distance)
    {
        float[] mask = Mask(0.5, 0, 0, 0, Many);
        ShouldBeIndependent(mask[distance..], mask[..^distance]);
    }

    private static void ShouldBeIndependent(float[] first, float[] second)
    {
        double alike = first.Zip(second, (a, b) => a == b ? 1.0 : 0.0).Average();
        alike.ShouldBe(0.5, 5 * 0.5 / Math.Sqrt(first.Length));
    }

    private static float[] Mask(double rate, int seed, int layer, long step, int length)
    {
        float[] mask = new float[length];
        DropoutMask.Fill<PortableLanes>(ref mask[0], 0, length, rate, seed, layer, step);
        return mask;
    }
}
