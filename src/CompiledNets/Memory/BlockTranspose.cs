using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Memory;

/// <summary>Transposes a block of a matrix, 8 × 8 values at a time in registers where the machine can. Values only move: no bit changes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockTranspose
{
    private const int Side = 8;

    /// <summary>A multiple of the side: as many rows as there are pages whose addresses the machine has at hand.</summary>
    private const int RowsAtOnce = 64;

    /// <summary><c>destination[column, row] = source[row, column]</c>.</summary>
    /// <param name="source">The block's first value.</param>
    /// <param name="sourceStride">From a row of the source to the next.</param>
    /// <param name="destination">Where the first value goes.</param>
    /// <param name="destinationStride">From a row of the destination, a column of the source, to the next.</param>
    /// <param name="rows">The block's rows.</param>
    /// <param name="columns">The block's columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, int sourceStride, ref float destination, int destinationStride, int rows, int columns)
    {
        int wholeRows = Avx.IsSupported ? rows & -Side : 0, wholeColumns = Avx.IsSupported ? columns & -Side : 0;
        for (int firstRow = 0; firstRow < wholeRows; firstRow += RowsAtOnce)
        {
            int endRow = Math.Min(wholeRows, firstRow + RowsAtOnce);
            for (int column = 0; column < wholeColumns; column += Side)
            {
                // Down the rows: what is written then lies together, and a line that is read half is still in the cache when its other half is needed.
                for (int row = firstRow; row < endRow; row += Side)
                {
                    CopySquare(
                        ref Unsafe.Add(ref source, (nint)row * sourceStride + column), sourceStride,
                        ref Unsafe.Add(ref destination, (nint)column * destinationStride + row), destinationStride);
                }
            }
        }

        CopySingly(ref source, sourceStride, ref destination, destinationStride, 0, wholeRows, wholeColumns, columns);
        CopySingly(ref source, sourceStride, ref destination, destinationStride, wholeRows, rows, 0, columns);
    }

    private static void CopySingly(
        ref float source, int sourceStride, ref float destination, int destinationStride, int startRow, int endRow, int startColumn, int endColumn)
    {
        for (int column = startColumn; column < endColumn; column++)
        {
            for (int row = startRow; row < endRow; row++)
                Unsafe.Add(ref destination, (nint)column * destinationStride + row) = Unsafe.Add(ref source, (nint)row * sourceStride + column);
        }
    }

    // Pairs of rows are interleaved, then pairs of pairs within the two halves of a vector, and at last the halves are exchanged.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopySquare(ref float source, int sourceStride, ref float destination, int destinationStride)
    {
        Vector256<float> row0 = Load(ref source, sourceStride, 0), row1 = Load(ref source, sourceStride, 1);
        Vector256<float> row2 = Load(ref source, sourceStride, 2), row3 = Load(ref source, sourceStride, 3);
        Vector256<float> row4 = Load(ref source, sourceStride, 4), row5 = Load(ref source, sourceStride, 5);
        Vector256<float> row6 = Load(ref source, sourceStride, 6), row7 = Load(ref source, sourceStride, 7);
        Vector256<float> low01 = Avx.UnpackLow(row0, row1), high01 = Avx.UnpackHigh(row0, row1);
        Vector256<float> low23 = Avx.UnpackLow(row2, row3), high23 = Avx.UnpackHigh(row2, row3);
        Vector256<float> low45 = Avx.UnpackLow(row4, row5), high45 = Avx.UnpackHigh(row4, row5);
        Vector256<float> low67 = Avx.UnpackLow(row6, row7), high67 = Avx.UnpackHigh(row6, row7);
        const byte First = 0b01_00_01_00, Second = 0b11_10_11_10;
        StoreColumns(Avx.Shuffle(low01, low23, First), Avx.Shuffle(low45, low67, First), ref destination, destinationStride, 0);
        StoreColumns(Avx.Shuffle(low01, low23, Second), Avx.Shuffle(low45, low67, Second), ref destination, destinationStride, 1);
        StoreColumns(Avx.Shuffle(high01, high23, First), Avx.Shuffle(high45, high67, First), ref destination, destinationStride, 2);
        StoreColumns(Avx.Shuffle(high01, high23, Second), Avx.Shuffle(high45, high67, Second), ref destination, destinationStride, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float source, int stride, int row) => Vector256.LoadUnsafe(ref source, (nuint)(row * (nint)stride));

    /// <summary>Stores a column and the fourth after it; both are half in each of the arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(Vector256<float> upperRows, Vector256<float> lowerRows, ref float destination, int stride, int column)
    {
        Avx.Permute2x128(upperRows, lowerRows, 0x20).StoreUnsafe(ref destination, (nuint)(column * (nint)stride));
        Avx.Permute2x128(upperRows, lowerRows, 0x31).StoreUnsafe(ref destination, (nuint)((column + 4) * (nint)stride));
    }
}
