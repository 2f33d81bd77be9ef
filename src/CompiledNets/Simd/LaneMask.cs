using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Simd;

/// <summary>Masks for the vectors at the end of a row that is padded.</summary>
public static class LaneMask
{
    private static ReadOnlySpan<float> Lanes => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>A mask that is set in the lanes whose column is below <paramref name="width"/>.</summary>
    /// <typeparam name="V">The lane type.</typeparam>
    /// <param name="column">The column of the first lane.</param>
    /// <param name="width">The number of columns without padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Below<V>(int column, int width)
        where V : struct, ISimd<V> =>
        V.LessThan(V.Load(ref MemoryMarshal.GetReference(Lanes), 0), V.Broadcast(width - column));
}
