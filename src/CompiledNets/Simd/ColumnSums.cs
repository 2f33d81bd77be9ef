using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNets.Simd;

/// <summary>
/// Sums down the columns of a matrix, each lane a column of its own. Row r belongs to chain r mod 4, each chain is in the order of the rows, and the
/// four are added as (0 + 1) + (2 + 3): few enough roundings for long columns, and independent of the width of vectors.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSums
{
    /// <summary>Σ x.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="x">The first row's values in the lanes' columns.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Sum<V>(ref float x, int stride, int rows)
        where V : struct, ISimd<V>
    {
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            a += V.Load(ref x, 0);
            b += V.Load(ref x, stride);
            c += V.Load(ref x, 2 * stride);
            d += V.Load(ref x, 3 * stride);
            x = ref Unsafe.Add(ref x, 4 * stride);
        }

        if (row < rows)
            a += V.Load(ref x, 0);
        if (row + 1 < rows)
            b += V.Load(ref x, stride);
        if (row + 2 < rows)
            c += V.Load(ref x, 2 * stride);
        return a + b + (c + d);
    }

    /// <summary>Σ (x − mean)².</summary>
    /// <inheritdoc cref="Sum{V}(ref float, int, int)"/>
    /// <param name="x">The first row's values in the lanes' columns.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="mean">The columns' means.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V SquaredDistances<V>(ref float x, int stride, int rows, V mean)
        where V : struct, ISimd<V>
    {
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            AddSquare(ref a, V.Load(ref x, 0) - mean);
            AddSquare(ref b, V.Load(ref x, stride) - mean);
            AddSquare(ref c, V.Load(ref x, 2 * stride) - mean);
            AddSquare(ref d, V.Load(ref x, 3 * stride) - mean);
            x = ref Unsafe.Add(ref x, 4 * stride);
        }

        if (row < rows)
            AddSquare(ref a, V.Load(ref x, 0) - mean);
        if (row + 1 < rows)
            AddSquare(ref b, V.Load(ref x, stride) - mean);
        if (row + 2 < rows)
            AddSquare(ref c, V.Load(ref x, 2 * stride) - mean);
        return a + b + (c + d);
    }

    /// <summary>Σ (x − mean)·d.</summary>
    /// <inheritdoc cref="Sum{V}(ref float, int, int)"/>
    /// <param name="x">The first row's values in the lanes' columns.</param>
    /// <param name="xStride">From a row of x to the next.</param>
    /// <param name="d">What they are multiplied by.</param>
    /// <param name="dStride">From a row of d to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="mean">The means of the columns of x.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Products<V>(ref float x, int xStride, ref float d, int dStride, int rows, V mean)
        where V : struct, ISimd<V>
    {
        V sum0 = V.Zero, sum1 = V.Zero, sum2 = V.Zero, sum3 = V.Zero;
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            V.Accumulate(ref sum0, V.Load(ref x, 0) - mean, ref d, 0);
            V.Accumulate(ref sum1, V.Load(ref x, xStride) - mean, ref d, dStride);
            V.Accumulate(ref sum2, V.Load(ref x, 2 * xStride) - mean, ref d, 2 * dStride);
            V.Accumulate(ref sum3, V.Load(ref x, 3 * xStride) - mean, ref d, 3 * dStride);
            x = ref Unsafe.Add(ref x, 4 * xStride);
            d = ref Unsafe.Add(ref d, 4 * dStride);
        }

        if (row < rows)
            V.Accumulate(ref sum0, V.Load(ref x, 0) - mean, ref d, 0);
        if (row + 1 < rows)
            V.Accumulate(ref sum1, V.Load(ref x, xStride) - mean, ref d, dStride);
        if (row + 2 < rows)
            V.Accumulate(ref sum2, V.Load(ref x, 2 * xStride) - mean, ref d, 2 * dStride);
        return sum0 + sum1 + (sum2 + sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSquare<V>(ref V sum, V difference)
        where V : struct, ISimd<V> => V.Accumulate(ref sum, difference, difference);
}
