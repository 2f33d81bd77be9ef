using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Simd;

/// <summary>
/// Sums and the like over rows, in an order that does not depend on the width of the machine's vectors.
/// </summary>
/// <remarks>
/// Value i belongs to virtual lane i % 16. A virtual lane is one chain in the order of the index, from +0, and the 16 results are
/// combined by one tree: lane j with lane j + 8, then j + 4, j + 2, j + 1. Lengths are multiples of 16, as padded rows are;
/// nobody checks that here.
/// </remarks>
public static class Reductions
{
    /// <summary>The number of virtual lanes, and what lengths are multiples of.</summary>
    public const int VirtualLanes = 16;

    /// <summary>Long sums of squares and of magnitudes are taken to double after this many values.</summary>
    public const int BlockLength = 4096;

    /// <summary>The sum of a row.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="start">The first value.</param>
    /// <param name="length">The number of values, a multiple of 16.</param>
    /// <returns>The sum, +0 for an empty row.</returns>
    public static float Sum<V>(ref readonly float start, int length)
        where V : struct, ISimd<V> => Reduce<V, Addition<V>>(in start, length, 0f);

    /// <summary>The largest value of a row; NaN if there is one.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="start">The first value.</param>
    /// <param name="length">The number of values, a multiple of 16.</param>
    /// <returns>The maximum, −∞ for an empty row.</returns>
    public static float Max<V>(ref readonly float start, int length)
        where V : struct, ISimd<V> => Reduce<V, Maximum<V>>(in start, length, float.NegativeInfinity);

    /// <summary>
    /// The sum of squares: blocks of <see cref="BlockLength"/> values in binary32 (each square added by one fused multiply-add), the
    /// blocks' sums in double in their order.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="start">The first value.</param>
    /// <param name="length">The number of values, a multiple of 16.</param>
    /// <returns>Σ x².</returns>
    public static double SumOfSquares<V>(ref readonly float start, int length)
        where V : struct, ISimd<V> => ReduceInBlocks<V, SquareAddition<V>>(in start, length);

    /// <summary>
    /// The sum of magnitudes: blocks of <see cref="BlockLength"/> values in binary32, the blocks' sums in double in their order.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="start">The first value.</param>
    /// <param name="length">The number of values, a multiple of 16.</param>
    /// <returns>Σ |x|.</returns>
    public static double SumOfMagnitudes<V>(ref readonly float start, int length)
        where V : struct, ISimd<V> => ReduceInBlocks<V, MagnitudeAddition<V>>(in start, length);

    /// <summary>
    /// Whether no value is infinite or NaN, nor its square infinite (from 1.8e19 on): what an optimizer can work with.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="start">The first value.</param>
    /// <param name="length">The number of values, a multiple of 16.</param>
    /// <returns><see langword="true"/> if all squares are finite.</returns>
    public static bool HaveFiniteSquares<V>(ref readonly float start, int length)
        where V : struct, ISimd<V> => Reduce<V, ZeroIfSquareIsFinite<V>>(in start, length, 0f) == 0f;

    /// <summary>
    /// Whether Σ|x|·Σ|d| and Σ|d| are below 2⁵⁰: then no sum of products of the two has a square that is not finite, nor the sum of up to a
    /// thousand of such sums. A bound, so that the order of the sums does not matter; NaN and infinity are beyond it.
    /// </summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The first value of x.</param>
    /// <param name="xLength">The number of values of x; any, as rows of input are not padded.</param>
    /// <param name="d">The first value of d.</param>
    /// <param name="dLength">The number of values of d.</param>
    /// <returns><see langword="true"/> if both are below the bound.</returns>
    public static bool HaveBoundedProducts<V>(ref readonly float x, int xLength, ref readonly float d, int dLength)
        where V : struct, ISimd<V>
    {
        const float Bound = 1L << 50;
        float sum = Magnitude<V>(in d, dLength);
        return sum < Bound && Magnitude<V>(in x, xLength) * sum < Bound;
    }

    /// <summary>Σ|x|, in whatever order is fast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Magnitude<V>(ref readonly float start, int length)
        where V : struct, ISimd<V>
    {
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        int i = 0;
        for (; i + 4 * V.Count <= length; i += 4 * V.Count)
        {
            a += V.Abs(V.Load(in start, i));
            b += V.Abs(V.Load(in start, i + V.Count));
            c += V.Abs(V.Load(in start, i + 2 * V.Count));
            d += V.Abs(V.Load(in start, i + 3 * V.Count));
        }

        Unsafe.SkipInit(out Chains chains);
        V.Store(a + b + (c + d), ref MemoryMarshal.GetReference<float>(chains), 0);
        float sum = 0f;
        for (int lane = 0; lane < V.Count; lane++)
            sum += chains[lane];
        for (; i < length; i++)
            sum += MathF.Abs(Unsafe.Add(ref Unsafe.AsRef(in start), i));
        return sum;
    }

    private static double ReduceInBlocks<V, TStep>(ref readonly float start, int length)
        where V : struct, ISimd<V>
        where TStep : struct, IStep<V>
    {
        double total = 0d;
        for (int block = 0; block < length; block += BlockLength)
            total += Reduce<V, TStep>(in Unsafe.Add(ref Unsafe.AsRef(in start), block), Math.Min(BlockLength, length - block), 0f);
        return total;
    }

    /// <summary>The 16 chains in one, two or four accumulators, and the tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Reduce<V, TStep>(ref readonly float start, int length, float identity)
        where V : struct, ISimd<V>
        where TStep : struct, IStep<V>
    {
        Unsafe.SkipInit(out Chains chains);
        ref float lanes = ref MemoryMarshal.GetReference<float>(chains);
        V a = V.Broadcast(identity);
        if (V.Count == 16)
        {
            for (int i = 0; i < length; i += 16)
                a = TStep.Append(a, V.Load(in start, i));
            V.Store(a, ref lanes, 0);
        }
        else if (V.Count == 8)
        {
            V b = a;
            for (int i = 0; i < length; i += 16)
            {
                a = TStep.Append(a, V.Load(in start, i));
                b = TStep.Append(b, V.Load(in start, i + 8));
            }

            V.Store(TStep.Join(a, b), ref lanes, 0);
        }
        else
        {
            V b = a, c = a, d = a;
            for (int i = 0; i < length; i += 16)
            {
                a = TStep.Append(a, V.Load(in start, i));
                b = TStep.Append(b, V.Load(in start, i + 4));
                c = TStep.Append(c, V.Load(in start, i + 8));
                d = TStep.Append(d, V.Load(in start, i + 12));
            }

            V.Store(TStep.Join(a, c), ref lanes, 0);
            V.Store(TStep.Join(b, d), ref lanes, 4);
        }

        if (V.Count == 16)
        {
            for (int i = 0; i < 8; i++)
                chains[i] = TStep.Join(chains[i], chains[i + 8]);
        }

        for (int i = 0; i < 4; i++)
            chains[i] = TStep.Join(chains[i], chains[i + 4]);
        return TStep.Join(TStep.Join(chains[0], chains[2]), TStep.Join(chains[1], chains[3]));
    }

    /// <summary>How a chain takes its next value, and how two chains become one.</summary>
    private interface IStep<V>
    {
        static abstract V Append(V chain, V value);

        static abstract V Join(V left, V right);

        static abstract float Join(float left, float right);
    }

    private readonly struct Addition<V> : IStep<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Append(V chain, V value) => chain + value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join(V left, V right) => left + right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Join(float left, float right) => left + right;
    }

    private readonly struct SquareAddition<V> : IStep<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Append(V chain, V value) => V.MultiplyAdd(value, value, chain);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join(V left, V right) => left + right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Join(float left, float right) => left + right;
    }

    private readonly struct MagnitudeAddition<V> : IStep<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Append(V chain, V value) => chain + V.Abs(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join(V left, V right) => left + right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Join(float left, float right) => left + right;
    }

    private readonly struct Maximum<V> : IStep<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Append(V chain, V value) => VectorMath.Max(chain, value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join(V left, V right) => VectorMath.Max(left, right);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Join(float left, float right) => left > right || float.IsNaN(left) || (left == right) ? left : right;
    }

    /// <summary>0·x² is zero for a finite x² and NaN for the others, and a sum keeps a NaN.</summary>
    private readonly struct ZeroIfSquareIsFinite<V> : IStep<V>
        where V : struct, ISimd<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Append(V chain, V value) => V.MultiplyAdd(value * value, V.Zero, chain);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join(V left, V right) => left + right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Join(float left, float right) => left + right;
    }

    /// <summary>The virtual lanes after the last value.</summary>
    [InlineArray(VirtualLanes)]
    private struct Chains
    {
        private float lane;
    }
}
