using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

// x = 2^k·(1 + f) with √½ ≤ 1 + f < √2, hence ln x = k·ln 2 + ln(1 + f). Subtracting the bits of √½ from those of x leaves k in the
// exponent's place (Cody and Waite's reduction, with the cut moved by integer arithmetic as in FDLIBM's e_logf.c).
public static partial class VectorMath
{
    private const float SqrtOfHalf = 0.707106769f;

    /// <summary>The natural logarithm: −∞ for ±0, NaN below zero; at most 1.15 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>Lane by lane ln x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, ISimd<V>
    {
        V subnormal = V.LessThan(x, V.Broadcast(1.17549435e-38f));
        V y = V.Choose(subnormal, x * V.Broadcast(16777216f), x);
        V k = V.ShiftBitsRight(V.SubtractBits(y, V.Broadcast(SqrtOfHalf)), 23);
        V f = V.SubtractBits(y, V.ShiftBitsLeft(k, 23)) - V.Broadcast(1f);
        V result = LogOfParts(V.ConvertBitsToFloat(k) - (subnormal & V.Broadcast(24f)), f);
        result = V.Choose(V.LessThan(x, V.Broadcast(float.PositiveInfinity)), result, x);
        result = V.Choose(V.Equals(x, V.Zero), V.Broadcast(float.NegativeInfinity), result);
        return result | V.LessThan(x, V.Zero);
    }

    /// <summary>ln(1 + x), also for small x: −∞ for −1, NaN below; at most 1.8 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>Lane by lane ln(1 + x).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ISimd<V>
    {
        // 1 + f = (1 + x)·2^−k, so f = x·2^−k + (2^−k − 1): the rounding of 1 + x only chooses k. 2^−k comes as 4·2^−k, since 2^−128 has no
        // exponent of its own.
        V k = V.ShiftBitsRight(V.SubtractBits(x + V.Broadcast(1f), V.Broadcast(SqrtOfHalf)), 23);
        V exponent = V.ShiftBitsLeft(k, 23);
        V scale = V.SubtractBits(V.Broadcast(4f), exponent);
        V f = V.SubtractBits(x, exponent) + V.MultiplyAdd(scale, V.Broadcast(0.25f), V.Broadcast(-1f));
        V result = LogOfParts(V.ConvertBitsToFloat(k), f);
        result = V.Choose(V.Equals(x, V.Zero), x, result);
        result = V.Choose(V.LessThan(x, V.Broadcast(float.PositiveInfinity)), result, x);
        result = V.Choose(V.Equals(x, V.Broadcast(-1f)), V.Broadcast(float.NegativeInfinity), result);
        return result | V.LessThan(x, V.Broadcast(-1f));
    }

    /// <summary>
    /// ln(1 + e^x), the smooth max(x, 0): subnormal from −87.3 to −103.97, <paramref name="x"/> itself above 20 as in PyTorch; at most
    /// 2.87 ulp off.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>Lane by lane ln(1 + e^x).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V x)
        where V : struct, ISimd<V>
    {
        // max(x, 0) + ln(1 + u), u = e^−|x|. Above 20 the second term is lost in rounding: PyTorch's threshold needs no test.
        // n is never positive, so that 2^n may be kept times 2^24, and the product by 2^−24 rounds to subnormals.
        V z = V.AtLeast(x | V.Broadcast(-0f), V.Broadcast(-104f));
        V shift = V.Broadcast(RoundToInteger + 151f);
        V rounded = V.MultiplyAdd(z, V.Broadcast(Log2OfE), shift);
        V n = rounded - shift;
        V r = V.MultiplyAdd(n, V.Broadcast(-LnOf2), z);
        r = V.MultiplyAdd(n, V.Broadcast(-LnOf2Rest), r);
        V scale = V.ShiftBitsLeft(rounded, 23);
        V u = V.MultiplyAdd(Expm1OfRemainder(r), scale, scale) * V.Broadcast(5.96046448e-8f);

        // ln(1 + u) = 2·artanh(w / 2) = w + w³/12 + w⁵/80 + …, w = 2u / (2 + u), on 0 ≤ w ≤ 2/3: relative error 4.5e-9.
        V w = (u + u) / (u + V.Broadcast(2f));
        V v = w * w;
        V p = V.Broadcast(0.000547018193f);
        p = V.MultiplyAdd(p, v, V.Broadcast(0.00218773237f));
        p = V.MultiplyAdd(p, v, V.Broadcast(0.0125066992f));
        p = V.MultiplyAdd(p, v, V.Broadcast(0.0833330229f));
        return V.AtLeast(x, V.Zero) + V.MultiplyAdd(p, v * w, w);
    }

    /// <summary>k·ln 2 + ln(1 + f), √½ ≤ 1 + f &lt; √2: relative error of the polynomial 3.3e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfParts<V>(V k, V f)
        where V : struct, ISimd<V>
    {
        V q = V.Broadcast(0.0875556916f);
        q = V.MultiplyAdd(q, f, V.Broadcast(-0.143214628f));
        q = V.MultiplyAdd(q, f, V.Broadcast(0.14916715f));
        q = V.MultiplyAdd(q, f, V.Broadcast(-0.16568473f));
        q = V.MultiplyAdd(q, f, V.Broadcast(0.199619681f));
        q = V.MultiplyAdd(q, f, V.Broadcast(-0.250018269f));
        q = V.MultiplyAdd(q, f, V.Broadcast(0.333339542f));
        q = V.MultiplyAdd(q, f, V.Broadcast(-0.499999911f));
        V sum = V.MultiplyAdd(q, f * f, V.MultiplyAdd(k, V.Broadcast(LnOf2Rest), f));
        return V.MultiplyAdd(k, V.Broadcast(LnOf2), sum);
    }
}
