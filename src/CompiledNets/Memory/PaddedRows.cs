using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Memory;

/// <summary>Copies between rows as callers have them, one directly after the other, and rows padded to whole panels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PaddedRows
{
    /// <summary>Copies rows in, and clears their padding.</summary>
    /// <param name="source"><c>[rows, width]</c>.</param>
    /// <param name="destination"><c>[rows, stride]</c>.</param>
    /// <param name="width">The values in a row.</param>
    /// <param name="stride">From a padded row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyIn(ReadOnlySpan<float> source, ref float destination, int width, int stride)
    {
        for (int start = 0; start < source.Length; start += width)
        {
            Span<float> row = MemoryMarshal.CreateSpan(ref destination, stride);
            source.Slice(start, width).CopyTo(row);
            row[width..].Clear();
            destination = ref Unsafe.Add(ref destination, stride);
        }
    }

    /// <summary>Copies rows out, without their padding.</summary>
    /// <param name="source"><c>[rows, stride]</c>.</param>
    /// <param name="destination"><c>[rows, width]</c>.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The values in a row.</param>
    /// <param name="stride">From a padded row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyOut(ref float source, ref float destination, int rows, int width, int stride) =>
        CopyEach(ref source, ref destination, rows, width, stride, width);

    /// <summary>Copies rows, each of which may lie apart from the next on either side.</summary>
    /// <param name="source"><c>[rows, sourceStride]</c>.</param>
    /// <param name="destination"><c>[rows, destinationStride]</c>; what is not copied to keeps its values.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">The values in a row.</param>
    /// <param name="sourceStride">From a row of the source to the next.</param>
    /// <param name="destinationStride">From a row of the destination to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyEach(ref float source, ref float destination, int rows, int width, int sourceStride, int destinationStride)
    {
        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, width).CopyTo(MemoryMarshal.CreateSpan(ref destination, width));
            source = ref Unsafe.Add(ref source, sourceStride);
            destination = ref Unsafe.Add(ref destination, destinationStride);
        }
    }

    /// <summary>Copies whole padded rows.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="length">How many floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, ref float destination, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref destination, length));

    /// <summary>Writes a row for each label: 1 in the label's column, 0 elsewhere.</summary>
    /// <param name="labels">Columns, checked by the caller.</param>
    /// <param name="destination"><c>[labels, stride]</c>.</param>
    /// <param name="stride">From a padded row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OneHot(ReadOnlySpan<int> labels, ref float destination, int stride)
    {
        foreach (int label in labels)
        {
            Span<float> row = MemoryMarshal.CreateSpan(ref destination, stride);
            row.Clear();
            row[label] = 1;
            destination = ref Unsafe.Add(ref destination, stride);
        }
    }
}
