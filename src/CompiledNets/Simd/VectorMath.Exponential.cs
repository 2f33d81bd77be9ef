using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

// e^x = 2^n · e^r with n = round(x / ln 2) and r = x − n·ln 2, |r| ≤ ln 2 / 2, where ln 2 is the sum of two floats (W. J. Cody and
// W. Waite, Software Manual for the Elementary Functions, 1980). n comes from adding 1.5 · 2^23, which pushes the fraction
// out of the significand: the sum's low bits then hold the integer, and with a bias added beforehand they hold the exponent field
// of the float 2^n, one shift away from its place.
public static partial class VectorMath
{
    private const float Log2OfE = 1.44269502f;
    private const float LnOf2 = 0.693147182f;
    private const float LnOf2Rest = -1.90465432e-9f; // ln 2 − LnOf2
    private const float RoundToInteger = 12582912f; // 1.5 · 2^23

    /// <summary>e^x: +0 below −103.98, +∞ above 88.72; at most 0.9 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>Lane by lane e^x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ISimd<V>
    {
        x = Clamp(x, V.Broadcast(-104f), V.Broadcast(89f));
        V shift = V.Broadcast(RoundToInteger + 254f);
        V rounded = V.MultiplyAdd(x, V.Broadcast(Log2OfE), shift);
        V n = rounded - shift;
        V r = V.MultiplyAdd(n, V.Broadcast(-LnOf2), x);
        r = V.MultiplyAdd(n, V.Broadcast(-LnOf2Rest), r);

        // e^r on |r| ≤ ln 2 / 2: relative error 3.2e-9.
        V p = V.Broadcast(0.0013838992f);
        p = V.MultiplyAdd(p, r, V.Broadcast(0.0083691971f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.0416681021f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.166665167f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.49999994f));
        p = V.MultiplyAdd(p, r, V.Broadcast(1f));
        p = V.MultiplyAdd(p, r, V.Broadcast(1f));

        // n runs from −150 to 128, more than one exponent holds: 2^n is the product of two halves, and only the last product may round.
        V half = V.ShiftBitsLeft(V.ShiftBitsRight(rounded, 1), 23);
        V otherHalf = V.SubtractBits(V.ShiftBitsLeft(rounded, 23), half);
        return p * half * otherHalf;
    }

    /// <summary>e^x − 1, also for small x: −1 below −17.4, +∞ above 88.72; at most 1.56 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The exponents.</param>
    /// <returns>Lane by lane e^x − 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, ISimd<V>
    {
        // 2^n·e^r − 1 = 2^n·(e^r − 1) + (2^n − 1), halved on the way because 2^128 is not a float.
        V y = Clamp(x, V.Broadcast(-20f), V.Broadcast(89f));
        V shift = V.Broadcast(RoundToInteger + 126f);
        V rounded = V.MultiplyAdd(y, V.Broadcast(Log2OfE), shift);
        V n = rounded - shift;
        V r = V.MultiplyAdd(n, V.Broadcast(-LnOf2), y);
        r = V.MultiplyAdd(n, V.Broadcast(-LnOf2Rest), r);
        V q = Expm1OfRemainder(r);
        V halfScale = V.ShiftBitsLeft(rounded, 23);
        V half = V.MultiplyAdd(q, halfScale, halfScale - V.Broadcast(0.5f));
        V near = V.Choose(V.Equals(x, V.Zero), x, q);
        return V.Choose(V.Equals(n, V.Zero), near, half + half);
    }

    /// <summary>1 / (1 + e^−x), the logistic function: subnormal from −87.3 to −103.97, 1 above 17.4; at most 1.75 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The logits.</param>
    /// <returns>Lane by lane σ(x).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ISimd<V>
    {
        // c / (c + c·e^−x) with c = 2^−24: then c·e^104 is still a float, and the division rounds to subnormals.
        V c = V.Broadcast(5.96046448e-8f);
        x = Clamp(x, V.Broadcast(-104f), V.Broadcast(70f));
        V shift = V.Broadcast(RoundToInteger + 103f);
        V rounded = V.MultiplyAdd(x, V.Broadcast(-Log2OfE), shift);
        V n = rounded - shift;
        V r = V.MultiplyAdd(n, V.Broadcast(-LnOf2), -x);
        V rest = V.MultiplyAdd(n, V.Broadcast(-LnOf2Rest), r);
        V p = OfRemainder(r, V.Broadcast(0.49999997f), V.Broadcast(0.16666539f), V.Broadcast(0.0416677557f), V.Broadcast(0.00836712774f), V.Broadcast(0.00138357654f));

        // c + 2^n·(1 + rest + rest²·p), where c + 2^n is a sum and what it lost: the smaller parts are added first.
        V scale = V.ShiftBitsLeft(rounded, 23), sum = c + scale, lost = c - (sum - scale);
        return c / (V.MultiplyAdd(p, rest * rest * scale, V.MultiplyAdd(rest, scale, lost)) + sum);
    }

    /// <summary>The hyperbolic tangent: odd to the bit, ±1 beyond ±9.02; at most 1.91 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>Lane by lane tanh x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ISimd<V>
    {
        // tanh z = (1 − e^−2z) / (1 + e^−2z) for z = |x|, and with e^−2z = 2^n − m, m = 2^n·(1 − e^−2r), r = z + n·ln 2 / 2:
        // 1 − e^−2z = m + (1 − 2^n), which is exact where it matters. One float of ln 2 is enough, since n is small where 2^n counts.
        V one = V.Broadcast(1f);
        V z = V.AtMost(V.Abs(x), V.Broadcast(10f));
        V shift = V.Broadcast(RoundToInteger + 127f);
        V rounded = V.MultiplyAdd(z, V.Broadcast(-2f * Log2OfE), shift);
        V r = V.MultiplyAdd(rounded - shift, V.Broadcast(0.5f * LnOf2), z);

        // 1 − e^−2r on |r| ≤ ln 2 / 4: relative error 1.5e-8.
        V p = OfRemainder(r, V.Broadcast(-1.99999988f), V.Broadcast(1.33332312f), V.Broadcast(-0.666684091f), V.Broadcast(0.267748088f), V.Broadcast(-0.0885488987f));
        V scale = V.ShiftBitsLeft(rounded, 23);
        V m = V.MultiplyAdd(p, r * r * scale, (r + r) * scale);
        return WithSignOf((m + (one - scale)) / ((one + scale) - m), x);
    }

    /// <summary>
    /// a + b·r + c·r² + d·r³ + e·r⁴ in two halves (G. Estrin, 1960), with as many operations as Horner's rule and shorter to wait for: a step of a recurrent
    /// layer is mostly the wait for one function after the other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfRemainder<V>(V r, V a, V b, V c, V d, V e)
        where V : struct, ISimd<V>
    {
        V square = r * r;
        return V.MultiplyAdd(V.MultiplyAdd(e, square, V.MultiplyAdd(d, r, c)), square, V.MultiplyAdd(b, r, a));
    }

    /// <summary>e^r − 1 on |r| ≤ ln 2 / 2: relative error of the polynomial 1.5e-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1OfRemainder<V>(V r)
        where V : struct, ISimd<V>
    {
        V q = V.Broadcast(0.00138357654f);
        q = V.MultiplyAdd(q, r, V.Broadcast(0.00836712774f));
        q = V.MultiplyAdd(q, r, V.Broadcast(0.0416677557f));
        q = V.MultiplyAdd(q, r, V.Broadcast(0.16666539f));
        q = V.MultiplyAdd(q, r, V.Broadcast(0.49999997f));
        return V.MultiplyAdd(q, r * r, r);
    }
}
