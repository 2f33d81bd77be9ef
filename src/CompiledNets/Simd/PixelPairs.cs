using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNets.Simd;

/// <summary>
/// Images whose pixels are an odd number of 8 floats apart, taken two pixels at a time, so that their length is a multiple of every vector's: a channel
/// has two columns in a pair, <c>stride</c> apart.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PixelPairs
{
    /// <summary>The channels' values at the columns of a pair from <paramref name="column"/> on.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="values">A value for each channel, <paramref name="stride"/> of them.</param>
    /// <param name="column">The column of the first lane, a multiple of the lanes.</param>
    /// <param name="stride">The floats of a pixel, an odd multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static V Load<V>(ref float values, int column, int stride)
        where V : struct, ISimd<V>
    {
        if (column + V.Count <= stride)
            return V.Load(ref values, column);
        if (column >= stride)
            return V.Load(ref values, column - stride);

        // Sixteen lanes across the border: the first pixel's last eight channels and the second one's first eight.
        Span<float> lanes = stackalloc float[16];
        Span<float> channels = MemoryMarshal.CreateSpan(ref values, stride);
        channels[column..].CopyTo(lanes);
        channels[..(V.Count - (stride - column))].CopyTo(lanes[(stride - column)..]);
        return V.Load(ref MemoryMarshal.GetReference(lanes), 0);
    }

    /// <summary>Adds up a channel's two columns, and puts the sum into both.</summary>
    /// <param name="columns">The sums of the columns, 2·<paramref name="stride"/> of them.</param>
    /// <param name="stride">The floats of a pixel, an odd multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(ref float columns, int stride)
    {
        for (int channel = 0; channel < stride; channel += 4)
        {
            Vector128<float> sum = Vector128.LoadUnsafe(ref columns, (nuint)channel) + Vector128.LoadUnsafe(ref columns, (nuint)(stride + channel));
            sum.StoreUnsafe(ref columns, (nuint)channel);
            sum.StoreUnsafe(ref columns, (nuint)(stride + channel));
        }
    }
}
