using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class ReductionsTests
{
    public static readonly TheoryData<int> Lengths = new(0, 16, 32, 48, 112, 1024, 4096, 4112, 12304);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_has_the_bits_of_sixteen_chains_and_one_tree(int length)
    {
        float[] x = Noise(length);
        float expected = Plain(x, 0f, (chain, value) => chain + value, (left, right) => left + right);
        Reductions.Sum<PortableLanes>(ref x[0], length).ShouldBeTheBitsOf(expected);
        Reductions.Sum<WideLanes>(ref x[0], length).ShouldBeTheBitsOf(expected);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_of_squares_has_the_bits_of_the_tree_block_by_block(int length)
    {
        float[] x = Noise(length);
        double expected = InBlocks(x[..length], block => Plain(block, 0f, (chain, value) => MathF.FusedMultiplyAdd(value, value, chain), (left, right) => left + right));
        Reductions.SumOfSquares<PortableLanes>(ref x[0], length).ShouldBe(expected);
        Reductions.SumOfSquares<WideLanes>(ref x[0], length).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_of_magnitudes_has_the_bits_of_the_tree_block_by_block(int length)
    {
        float[] x = Noise(length);
        double expected = InBlocks(x[..length], block => Plain(block, 0f, (chain, value) => chain + MathF.Abs(value), (left, right) => left + right));
        Reductions.SumOfMagnitudes<PortableLanes>(ref x[0], length).ShouldBe(expected);
        Reductions.SumOfMagnitudes<WideLanes>(ref x[0], length).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Max_is_the_largest_value(int length)
    {
        float[] x = Noise(length);
        float expected = x[..length].DefaultIfEmpty(float.NegativeInfinity).Max();
        Reductions.Max<PortableLanes>(ref x[0], length).ShouldBe(expected);
        Reductions.Max<WideLanes>(ref x[0], length).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(64)]
    [InlineData(131)]
    public void Products_are_bounded_unless_a_value_is_large_or_not_finite(int length)
    {
        float[] x = [.. Enumerable.Repeat(1f, length)], d = [1f];
        AreBounded(x, d).ShouldBe((true, true));
        AreBounded(x, [1e15f / length]).ShouldBe((true, true));
        AreBounded(x, [1.2e15f / length]).ShouldBe((false, false));
        AreBounded(x, [1.2e15f]).ShouldBe((false, false));
        AreBounded([0f], [1.2e15f]).ShouldBe((false, false));
        foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f])
        {
            for (int at = 0; at < length; at++)
            {
                float[] spoilt = [.. x];
                spoilt[at] = bad;
                AreBounded(spoilt, d).ShouldBe((false, false), $"{bad} at {at}");
                AreBounded(d, spoilt).ShouldBe((false, false), $"{bad} at {at}");
            }
        }

        AreBounded([float.PositiveInfinity], [0f]).ShouldBe((false, false));
    }

    private static (bool Portable, bool Wide) AreBounded(float[] x, float[] d) => (
        Reductions.HaveBoundedProducts<PortableLanes>(ref x[0], x.Length, ref d[0], d.Length),
        Reductions.HaveBoundedProducts<WideLanes>(ref x[0], x.Length, ref d[0], d.Length));

    [Fact]
    public void A_NaN_anywhere_reaches_every_result()
    {
        for (int at = 0; at < 48; at++)
        {
            float[] x = Noise(48);
            x[at] = float.NaN;
            IsNaN<PortableLanes>(x, at);
            IsNaN<WideLanes>(x, at);
        }
    }

    private static void IsNaN<V>(float[] x, int at)
        where V : struct, ISimd<V>
    {
        float.IsNaN(Reductions.Sum<V>(ref x[0], x.Length)).ShouldBeTrue($"sum, NaN at {at}");
        float.IsNaN(Reductions.Max<V>(ref x[0], x.Length)).ShouldBeTrue($"max, NaN at {at}");
        double.IsNaN(Reductions.SumOfSquares<V>(ref x[0], x.Length)).ShouldBeTrue($"squares, NaN at {at}");
        double.IsNaN(Reductions.SumOfMagnitudes<V>(ref x[0], x.Length)).ShouldBeTrue($"magnitudes, NaN at {at}");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(-1.9e19f)]
    public void One_value_whose_square_is_not_finite_is_found_wherever_it_is(float value)
    {
        for (int at = 0; at < 48; at++)
        {
            float[] x = Noise(48);
            x[at] = value;
            Reductions.HaveFiniteSquares<PortableLanes>(ref x[0], 48).ShouldBeFalse($"at {at}");
            Reductions.HaveFiniteSquares<WideLanes>(ref x[0], 48).ShouldBeFalse($"at {at}");
        }
    }

    [Fact]
    public void Values_whose_squares_add_up_to_infinity_are_still_finite()
    {
        float[] x = new float[64];
        Array.Fill(x, 1.8e19f);
        x[3] = -1.8e19f;
        x[9] = float.Epsilon;
        Reductions.HaveFiniteSquares<PortableLanes>(ref x[0], 64).ShouldBeTrue();
        Reductions.HaveFiniteSquares<WideLanes>(ref x[0], 64).ShouldBeTrue();
        float.IsFinite((float)Reductions.SumOfSquares<PortableLanes>(ref x[0], 64)).ShouldBeFalse();
    }

    [Fact]
    public void Reductions_do_not_allocate()
    {
        float[] x = Noise(4112);
        Allocations.Of(100, () => ReduceAll(x)).ShouldBe(0);
    }

    private static void ReduceAll(float[] x)
    {
        _ = Reductions.Sum<PortableLanes>(ref x[0], x.Length);
        _ = Reductions.Max<PortableLanes>(ref x[0], x.Length);
        _ = Reductions.SumOfSquares<PortableLanes>(ref x[0], x.Length);
        _ = Reductions.SumOfMagnitudes<PortableLanes>(ref x[0], x.Length);
        _ = Reductions.HaveFiniteSquares<PortableLanes>(ref x[0], x.Length);
    }

    /// <summary>Values of both signs and many magnitudes, so that another order of addition gives other bits; at least one.</summary>
    private static float[] Noise(int length)
    {
        var random = new Random(length);
        var values = new float[Math.Max(1, length)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (random.NextSingle() - 0.5f) * MathF.ScaleB(1f, random.Next(-12, 12));
        return values;
    }

    private static double InBlocks(float[] x, Func<float[], float> sum)
    {
        double total = 0;
        foreach (float[] block in x.Chunk(4096))
            total += sum(block);
        return total;
    }

    private static float Plain(float[] x, float identity, Func<float, float, float> append, Func<float, float, float> join)
    {
        var lanes = new float[16];
        Array.Fill(lanes, identity);
        for (int i = 0; i < x.Length / 16 * 16; i++)
            lanes[i % 16] = append(lanes[i % 16], x[i]);
        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                lanes[i] = join(lanes[i], lanes[i + half]);
        }

        return lanes[0];
    }
}
