using CompiledNets.Randomness;

namespace CompiledNets.Tests.Randomness;

public sealed class ParameterInitializerTests
{
    private const int FanIn = 784;
    private const int FanOut = 128;

    public static TheoryData<Initializer, double> Uniforms => new()
    {
        { Initializer.Default, Math.Sqrt(1.0 / 784) },
        { Initializer.XavierUniform, Math.Sqrt(6.0 / (784 + 128)) },
        { Initializer.HeUniform, Math.Sqrt(6.0 / 784) },
    };

    public static TheoryData<Initializer, double> Normals => new()
    {
        { Initializer.XavierNormal, Math.Sqrt(2.0 / (784 + 128)) },
        { Initializer.HeNormal, Math.Sqrt(2.0 / 784) },
        { Initializer.LeCunNormal, Math.Sqrt(1.0 / 784) },
    };

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void Uniform_weights_fill_their_interval_evenly(Initializer initializer, double bound)
    {
        float[] weights = Weights(initializer, 100_352);

        weights.ShouldAllBe(weight => weight >= -(float)bound && weight < (float)bound);
        weights.Min().ShouldBeLessThan((float)(-0.999 * bound));
        weights.Max().ShouldBeGreaterThan((float)(0.999 * bound));
        KolmogorovSmirnov(weights, weight => (weight / bound + 1) / 2).ShouldBeLessThan(CriticalDistance);
    }

    [Theory]
    [MemberData(nameof(Normals))]
    public void Normal_weights_are_normal_with_their_deviation(Initializer initializer, double deviation)
    {
        float[] weights = Weights(initializer, 100_352);

        double variance = weights.Average(weight => (double)weight * weight);
        double kurtosis = weights.Average(weight => Math.Pow(weight, 4)) / (variance * variance);
        weights.Average().ShouldBe(0, 4 * deviation / Math.Sqrt(weights.Length));
        Math.Sqrt(variance).ShouldBe(deviation, 4 * deviation / Math.Sqrt(2.0 * weights.Length));
        kurtosis.ShouldBe(3, 4 * Math.Sqrt(24.0 / weights.Length));
        KolmogorovSmirnov(weights, weight => NormalDistribution(weight / deviation)).ShouldBeLessThan(CriticalDistance);
    }

    [Fact]
    public void A_bias_is_uniform_by_default_and_zero_for_every_other_initializer()
    {
        foreach (Initializer initializer in Enum.GetValues<Initializer>())
        {
            float[] bias = [.. Enumerable.Repeat(7f, 1000)];
            ParameterInitializer.Fill(bias, initializer, isBias: true, FanIn, FanOut, seed: 1, tensor: 1);

            if (initializer == Initializer.Default)
                bias.Max(Math.Abs).ShouldBeInRange(0.99f / 28, 1f / 28);
            else
                bias.ShouldAllBe(value => value == 0, initializer.ToString());
        }
    }

    [Fact]
    public void Zeros_are_zeros() => Weights(Initializer.Zeros, 100).ShouldAllBe(weight => weight == 0);

    [Theory]
    [InlineData(Initializer.Default)]
    [InlineData(Initializer.HeNormal)]
    public void A_value_does_not_depend_on_how_many_there_are(Initializer initializer)
    {
        float[] many = Weights(initializer, 1003);

        for (int length = 0; length < 9; length++)
            Weights(initializer, length).ShouldBe(many[..length]);
    }

    [Theory]
    [InlineData(Initializer.Default)]
    [InlineData(Initializer.HeNormal)]
    public void Other_seeds_and_other_tensors_have_other_values(Initializer initializer)
    {
        float[] weights = Weights(initializer, 1000);

        CountEqual(weights, Weights(initializer, 1000, seed: 2)).ShouldBeLessThan(5);
        CountEqual(weights, Weights(initializer, 1000, seed: -1)).ShouldBeLessThan(5);
        CountEqual(weights, Weights(initializer, 1000, tensor: 1)).ShouldBeLessThan(5);
        CountEqual(weights[1..], weights[..^1]).ShouldBeLessThan(5);
    }

    // From an implementation of Philox and the quantile in Python, from the same papers.
    [Theory]
    [InlineData(Initializer.Default, new uint[] { 0xBB836F37, 0x3C0FE7FC, 0xBC5E1913, 0x3CD8BCBC, 0xBCE53355, 0xBC85DF1E })]
    [InlineData(Initializer.HeNormal, new uint[] { 0xBBE9BC63, 0x3C819F7D, 0xBCCCE7C5, 0x3D696B4A, 0xBD7F9FC3, 0xBCFC097E })]
    public void Values_have_the_same_bits_on_every_machine(Initializer initializer, uint[] bits) =>
        Weights(initializer, bits.Length, seed: -5, tensor: 3).Select(BitConverter.SingleToUInt32Bits).ShouldBe(bits);

    [Theory]
    [InlineData(0, 1, "fanIn")]
    [InlineData(1, 0, "fanOut")]
    public void A_fan_below_one_is_refused(int fanIn, int fanOut, string parameter) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => ParameterInitializer.Fill(new float[1], Initializer.Default, false, fanIn, fanOut, 0, 0)).ParamName.ShouldBe(parameter);

    [Fact]
    public void An_initializer_that_does_not_exist_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Weights((Initializer)99, 1)).Message.ShouldContain("no initializer 99");

    // The distance that 100,352 numbers of the right distribution exceed once in a thousand times.
    private static double CriticalDistance => 1.95 / Math.Sqrt(100_352);

    private static float[] Weights(Initializer initializer, int count, int seed = 1, int tensor = 0)
    {
        float[] weights = new float[count];
        ParameterInitializer.Fill(weights, initializer, isBias: false, FanIn, FanOut, seed, tensor);
        return weights;
    }

    private static int CountEqual(float[] left, float[] right) => left.Zip(right).Count(pair => pair.First == pair.Second);

    private static double KolmogorovSmirnov(float[] values, Func<double, double> distribution)
    {
        float[] sorted = [.. values.Order()];
        return sorted.Select((value, i) => Math.Max(
            Math.Abs(distribution(value) - i / (double)sorted.Length),
            Math.Abs(distribution(value) - (i + 1) / (double)sorted.Length))).Max();
    }

    // Φ(z) = ½ + φ(z)(z + z³/3 + z⁵/(3·5) + …), which has nothing in common with the quantile's approximation.
    private static double NormalDistribution(double z)
    {
        double term = z;
        double sum = z;
        for (int odd = 3; Math.Abs(term) > 1e-12; odd += 2)
            sum += term *= z * z / odd;
        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
