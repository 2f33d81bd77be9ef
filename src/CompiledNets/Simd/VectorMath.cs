using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

/// <summary>
/// The functions of neural nets, lane by lane: written with the operations of <see cref="ISimd{TSelf}"/> only, each of which rounds
/// once, so that a lane gets the same bits at every vector width and on every machine.
/// </summary>
/// <remarks>
/// Nothing branches and nothing is looked up in a table: all lanes run the same dozen or two instructions, meant to be inlined into
/// the loop of the caller. Errors are given in ulps of the result against the exact value, measured over all 2³² floats.
/// A NaN gives a NaN; which of the NaNs is not promised.
/// <para>
/// The coefficients are minimax polynomials of our own, fitted by Remez' exchange algorithm in 40 digits, with the weight that
/// makes the *relative* error of the function level, and rounded to binary32 one at a time from the lowest degree up, the
/// rest being fitted anew after each rounding.
/// </para>
/// </remarks>
public static partial class VectorMath
{
    /// <summary>The larger of two; NaN where either is NaN, <paramref name="left"/> of two zeros.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="left">One vector.</param>
    /// <param name="right">The other vector.</param>
    /// <returns>Lane by lane the larger value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max<V>(V left, V right)
        where V : struct, ISimd<V> => V.Choose(V.Equals(right, right), V.AtLeast(left, right), right);

    /// <summary>The smaller of two; NaN where either is NaN, <paramref name="left"/> of two zeros.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="left">One vector.</param>
    /// <param name="right">The other vector.</param>
    /// <returns>Lane by lane the smaller value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Min<V>(V left, V right)
        where V : struct, ISimd<V> => V.Choose(V.Equals(right, right), V.AtMost(left, right), right);

    /// <summary><paramref name="x"/> kept between <paramref name="low"/> and <paramref name="high"/>; a NaN stays.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The values.</param>
    /// <param name="low">The smallest result, not NaN and at most <paramref name="high"/>.</param>
    /// <param name="high">The largest result, not NaN.</param>
    /// <returns>Lane by lane the nearest value within the bounds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Clamp<V>(V x, V low, V high)
        where V : struct, ISimd<V> => V.AtMost(V.AtLeast(x, low), high);

    /// <summary>−1 below zero, +1 above, +0 for zeros of either sign, NaN for NaN.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The values.</param>
    /// <returns>Lane by lane the sign.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V>(V x)
        where V : struct, ISimd<V>
    {
        V one = WithSignOf(V.Broadcast(1f), x);
        return V.Choose(V.GreaterThan(V.Abs(x), V.Zero), one, x + V.Zero);
    }

    /// <summary>
    /// +0 where |<paramref name="x"/>| is not above 2⁻¹⁰⁰, else <paramref name="x"/>. A moment that decays without a gradient would become subnormal
    /// and stay so: 0.9 times the smallest float rounds to itself, and machines divide subnormals at a fraction of their speed.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The values, none of them NaN.</param>
    /// <returns>Lane by lane the value, or zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V FlushTiny<V>(V x)
        where V : struct, ISimd<V> => x & V.GreaterThan(V.Abs(x), V.Broadcast(7.88860905e-31f));

    /// <summary>
    /// What of a gradient a mean of squares takes: |<paramref name="x"/>|, but at least 2⁻⁵⁰, so that neither its square nor the mean becomes subnormal.
    /// As a root of the mean 2⁻⁵⁰ is lost beside an ε of 1e-10 or more.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The gradients.</param>
    /// <returns>Lane by lane the magnitude, or 2⁻⁵⁰; NaN where the gradient is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SquarableSize<V>(V x)
        where V : struct, ISimd<V> => V.AtLeast(V.Abs(x), V.Broadcast(8.8817842e-16f));

    /// <summary>A value that is not negative, with the sign bit of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithSignOf<V>(V magnitude, V sign)
        where V : struct, ISimd<V> => magnitude | (sign & V.Broadcast(-0f));
}
