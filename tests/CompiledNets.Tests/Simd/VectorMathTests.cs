using System.Buffers.Binary;
using System.Security.Cryptography;
using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

public sealed class VectorMathTests
{
    /// <summary>A prime, so that samples meet all low bits; the special values come on top.</summary>
    private const int PortableStride = 4001;

    private const int WideStride = 32003;

    [Fact]
    public void Exp_is_as_exact_as_documented() => IsAsExactAsDocumented<ExpOfLanes>();

    [Fact]
    public void Expm1_is_as_exact_as_documented() => IsAsExactAsDocumented<Expm1OfLanes>();

    [Fact]
    public void Log_is_as_exact_as_documented() => IsAsExactAsDocumented<LogOfLanes>();

    [Fact]
    public void Log1p_is_as_exact_as_documented() => IsAsExactAsDocumented<Log1pOfLanes>();

    [Fact]
    public void Tanh_is_as_exact_as_documented() => IsAsExactAsDocumented<TanhOfLanes>();

    [Fact]
    public void Sigmoid_is_as_exact_as_documented() => IsAsExactAsDocumented<SigmoidOfLanes>();

    [Fact]
    public void Softplus_is_as_exact_as_documented() => IsAsExactAsDocumented<SoftplusOfLanes>();

    [Fact]
    public void Erf_is_as_exact_as_documented() => IsAsExactAsDocumented<ErfOfLanes>();

    private static void IsAsExactAsDocumented<TFunction>()
        where TFunction : struct, IFunctionOfLanes
    {
        float[] x = Samples.EveryBitPattern(PortableStride);
        float[] portable = Apply<PortableLanes, TFunction>(x);
        double worst = 0;
        int where = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = UlpDistance.Between(portable[i], TFunction.Exact(x[i]));
            if (ulps > worst)
                (worst, where) = (ulps, i);
        }

        worst.ShouldBeLessThanOrEqualTo(
            TFunction.MaximalUlps,
            $"{typeof(TFunction).Name}({x[where]:R}) gave {portable[where]:R}, exact is {TFunction.Exact(x[where]):R}; that is the worst of {x.Length} samples");
    }

    private static float[] Apply<V, TFunction>(float[] x)
        where V : struct, ISimd<V>
        where TFunction : struct, IFunctionOfLanes
    {
        var result = new float[x.Length];
        for (int i = 0; i < x.Length; i += V.Count)
            V.Store(TFunction.Compute(V.Load(in x[0], i)), ref result[0], i);
        return result;
    }

    [Fact]
    public void Each_function_has_the_same_bits_in_both_lane_types()
    {
        float[] x = Samples.EveryBitPattern(WideStride);
        HasTheSameBits<ExpOfLanes>(x);
        HasTheSameBits<Expm1OfLanes>(x);
        HasTheSameBits<LogOfLanes>(x);
        HasTheSameBits<Log1pOfLanes>(x);
        HasTheSameBits<TanhOfLanes>(x);
        HasTheSameBits<SigmoidOfLanes>(x);
        HasTheSameBits<SoftplusOfLanes>(x);
        HasTheSameBits<ErfOfLanes>(x);
    }

    private static void HasTheSameBits<TFunction>(float[] x)
        where TFunction : struct, IFunctionOfLanes
    {
        float[] portable = Apply<PortableLanes, TFunction>(x), wide = Apply<WideLanes, TFunction>(x);
        for (int i = 0; i < x.Length; i++)
        {
            if (!UlpDistance.Same(portable[i], wide[i]))
                Assert.Fail($"{typeof(TFunction).Name}({x[i]:R}) is {portable[i]:R} in PortableLanes and {wide[i]:R} in WideLanes");
        }
    }

    /// <summary>Digests taken once, so that any machine is compared with any other; a better polynomial changes them.</summary>
    [Fact]
    public void Each_function_has_the_bits_of_every_other_machine()
    {
        float[] x = Samples.EveryBitPattern(WideStride);
        HasDigest<ExpOfLanes>(x, "88DDF4066D3A5E0D");
        HasDigest<Expm1OfLanes>(x, "08CED00A537E4896");
        HasDigest<LogOfLanes>(x, "D8E5643E4654BB43");
        HasDigest<Log1pOfLanes>(x, "388B3FBDA509EFDB");
        HasDigest<TanhOfLanes>(x, "A77CBBE2FCED9FF7");
        HasDigest<SigmoidOfLanes>(x, "945FDF64EB42C29B");
        HasDigest<SoftplusOfLanes>(x, "39D645DB6141D0DD");
        HasDigest<ErfOfLanes>(x, "DE1C840323AD4B11");
    }

    private static void HasDigest<TFunction>(float[] x, string expected)
        where TFunction : struct, IFunctionOfLanes
    {
        float[] results = Apply<PortableLanes, TFunction>(x);
        var bytes = new byte[4 * x.Length];
        for (int i = 0; i < x.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), float.IsNaN(results[i]) ? float.NaN : results[i]);
        Convert.ToHexString(SHA256.HashData(bytes))[..16].ShouldBe(expected, typeof(TFunction).Name);
    }

    [Fact]
    public void Tanh_and_erf_are_odd_to_the_bit()
    {
        float[] x = Samples.EveryBitPattern(WideStride), mirrored = [.. x.Select(value => -value)];
        float[] tanh = Apply<PortableLanes, TanhOfLanes>(x), tanhMirrored = Apply<PortableLanes, TanhOfLanes>(mirrored);
        float[] erf = Apply<PortableLanes, ErfOfLanes>(x), erfMirrored = Apply<PortableLanes, ErfOfLanes>(mirrored);
        for (int i = 0; i < x.Length; i++)
        {
            UlpDistance.Same(tanh[i], -tanhMirrored[i]).ShouldBeTrue($"tanh {x[i]:R}");
            UlpDistance.Same(erf[i], -erfMirrored[i]).ShouldBeTrue($"erf {x[i]:R}");
        }
    }

    [Theory]
    [InlineData(1f, 2f, 2f, 1f)]
    [InlineData(2f, 1f, 2f, 1f)]
    [InlineData(float.NaN, 1f, float.NaN, float.NaN)]
    [InlineData(1f, float.NaN, float.NaN, float.NaN)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity, float.PositiveInfinity, float.NegativeInfinity)]
    public void Max_and_min_keep_NaN(float left, float right, float max, float min)
    {
        First(VectorMath.Max(PortableLanes.Broadcast(left), PortableLanes.Broadcast(right))).ShouldBeTheBitsOf(max);
        First(VectorMath.Min(PortableLanes.Broadcast(left), PortableLanes.Broadcast(right))).ShouldBeTheBitsOf(min);
        First(VectorMath.Max(WideLanes.Broadcast(left), WideLanes.Broadcast(right))).ShouldBeTheBitsOf(max);
        First(VectorMath.Min(WideLanes.Broadcast(left), WideLanes.Broadcast(right))).ShouldBeTheBitsOf(min);
    }

    [Fact]
    public void Max_and_min_of_two_zeros_is_the_left_one()
    {
        Max_and_min_keep_NaN(0f, -0f, 0f, 0f);
        Max_and_min_keep_NaN(-0f, 0f, -0f, -0f);
    }

    [Theory]
    [InlineData(-7f, -1f)]
    [InlineData(7f, 2f)]
    [InlineData(0.5f, 0.5f)]
    [InlineData(-0f, -0f)]
    [InlineData(float.NaN, float.NaN)]
    public void Clamp_keeps_what_lies_between_and_NaN(float x, float expected)
    {
        First(VectorMath.Clamp(PortableLanes.Broadcast(x), PortableLanes.Broadcast(-1f), PortableLanes.Broadcast(2f))).ShouldBeTheBitsOf(expected);
        First(VectorMath.Clamp(WideLanes.Broadcast(x), WideLanes.Broadcast(-1f), WideLanes.Broadcast(2f))).ShouldBeTheBitsOf(expected);
    }

    [Theory]
    [InlineData(3f, 1f)]
    [InlineData(-3f, -1f)]
    [InlineData(float.Epsilon, 1f)]
    [InlineData(-float.Epsilon, -1f)]
    [InlineData(0f, 0f)]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.NaN, float.NaN)]
    public void Sign_is_one_of_minus_one_zero_and_one(float x, float expected)
    {
        First(VectorMath.Sign(PortableLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
        First(VectorMath.Sign(WideLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(-1e-30f, -1e-30f)]
    [InlineData(7.9e-31f, 7.9e-31f)]
    [InlineData(7.8e-31f, 0f)]
    [InlineData(-1e-38f, 0f)]
    [InlineData(float.Epsilon, 0f)]
    [InlineData(-0f, 0f)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void Tiny_moments_become_positive_zero(float x, float expected)
    {
        First(VectorMath.FlushTiny(PortableLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
        First(VectorMath.FlushTiny(WideLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
    }

    [Theory]
    [InlineData(1e-15f, 1e-15f)]
    [InlineData(-1e-15f, 1e-15f)]
    [InlineData(0f, 8.8817842e-16f)]
    [InlineData(-float.Epsilon, 8.8817842e-16f)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void What_a_mean_of_squares_takes_has_a_normal_square(float x, float expected)
    {
        First(VectorMath.SquarableSize(PortableLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
        First(VectorMath.SquarableSize(WideLanes.Broadcast(x))).ShouldBeTheBitsOf(expected);
    }

    [Fact]
    public void Sign_of_negative_zero_is_positive_zero() => Sign_is_one_of_minus_one_zero_and_one(-0f, 0f);

    private static float First<V>(V value)
        where V : struct, ISimd<V>
    {
        Span<float> lanes = stackalloc float[V.Count];
        V.Store(value, ref lanes[0], 0);
        return lanes[0];
    }
}
