using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Memory;

/// <summary>
/// Which rows of a table a batch of indices uses: each of them once, in the order of their first use. What a step does with them takes as long as they are
/// many, however large the table is. Lists and marks are integers in a trainer's workspace, which begins as zeros: an empty list, and no mark.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UsedRows
{
    /// <summary>Where the rows begin in a list, a cache line behind their number.</summary>
    public const int FirstRow = 16;

    /// <summary>The rows in a list.</summary>
    /// <param name="list">Its start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<int> Of(ref float list)
    {
        ref int count = ref Unsafe.As<float, int>(ref list);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref count, FirstRow), count);
    }

    /// <summary>Empties the list, takes its rows' marks away, and clears their gradients: then all gradients of the table are zero.</summary>
    /// <param name="list">The list's start.</param>
    /// <param name="marks">A bit for each row of the table.</param>
    /// <param name="gradients">The table's gradients.</param>
    /// <param name="stride">From a row of them to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(ref float list, ref float marks, ref float gradients, int stride)
    {
        ref int words = ref Unsafe.As<float, int>(ref marks);
        foreach (int row in Of(ref list))
        {
            Unsafe.Add(ref words, row >> 5) = 0;
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref gradients, (nint)row * stride), stride).Clear();
        }

        Unsafe.As<float, int>(ref list) = 0;
    }

    /// <summary>Lists the rows that are used.</summary>
    /// <param name="indices">The indices, checked by the caller.</param>
    /// <param name="length">How many.</param>
    /// <param name="list">An empty list, with room for as many rows as the indices can name.</param>
    /// <param name="marks">A bit for each row of the table, none set.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ref float indices, int length, ref float list, ref float marks)
    {
        ref int words = ref Unsafe.As<float, int>(ref marks);
        ref int count = ref Unsafe.As<float, int>(ref list);
        foreach (int row in MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<float, int>(ref indices), length))
        {
            ref int word = ref Unsafe.Add(ref words, row >> 5);
            int bit = 1 << row;
            if ((word & bit) != 0)
                continue;
            word |= bit;
            Unsafe.Add(ref count, FirstRow + count) = row;
            count++;
        }
    }
}
