using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

public static partial class VectorMath
{
    /// <summary>The error function 2/√π · ∫₀ˣ e^−t² dt: odd to the bit, ±1 beyond ±3.92; at most 1.8 ulp off.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <returns>Lane by lane erf x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ISimd<V>
    {
        // erf z = 1 − e^−y with y = z·g(z), z = |x|: g = −ln(erfc z) / z is smooth and near linear from 2/√π at 0 on, so that one polynomial
        // and one e^y − 1 hold for small and large z. g on 0 ≤ z ≤ 3.93 such that the relative error of erf is 4.3e-9;
        // its constant 2/√π is the sum of two floats, the rest of it taken with the higher terms.
        V z = V.AtMost(V.Abs(x), V.Broadcast(3.93f));
        V g = V.Broadcast(-9.30283022e-6f);
        g = V.MultiplyAdd(g, z, V.Broadcast(0.00011813327f));
        g = V.MultiplyAdd(g, z, V.Broadcast(-0.000634870259f));
        g = V.MultiplyAdd(g, z, V.Broadcast(0.00167128514f));
        g = V.MultiplyAdd(g, z, V.Broadcast(-0.000165255362f));
        g = V.MultiplyAdd(g, z, V.Broadcast(-0.0191500522f));
        g = V.MultiplyAdd(g, z, V.Broadcast(0.102776885f));
        g = V.MultiplyAdd(g, z, V.Broadcast(0.636619508f));
        g = V.MultiplyAdd(g, z, V.Broadcast(-5.86353828e-8f));
        V y = V.MultiplyAdd(z, V.Broadcast(1.12837923f), z * g);

        // e^−y = 2^n·(1 − m), m = 1 − e^−r, r = y + n·ln 2: one float of ln 2 is enough, since n is small where 2^n counts.
        V shift = V.Broadcast(RoundToInteger + 127f);
        V rounded = V.MultiplyAdd(y, V.Broadcast(-Log2OfE), shift);
        V r = V.MultiplyAdd(rounded - shift, V.Broadcast(LnOf2), y);
        V m = V.Broadcast(-0.00138357654f); // as Expm1OfRemainder, of −r and negated
        m = V.MultiplyAdd(m, r, V.Broadcast(0.00836712774f));
        m = V.MultiplyAdd(m, r, V.Broadcast(-0.0416677557f));
        m = V.MultiplyAdd(m, r, V.Broadcast(0.16666539f));
        m = V.MultiplyAdd(m, r, V.Broadcast(-0.49999997f));
        m = V.MultiplyAdd(m, r * r, r);
        V scale = V.ShiftBitsLeft(rounded, 23);
        return WithSignOf(V.MultiplyAdd(m, scale, V.Broadcast(1f) - scale), x);
    }
}
