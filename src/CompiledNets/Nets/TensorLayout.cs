using System.ComponentModel;

namespace CompiledNets.Nets;

/// <summary>
/// Copies between a matrix as PyTorch has it, <c>[rows, columns]</c> = <c>[out, in]</c>, and as a net stores it for its kernels:
/// transposed, <c>[columns, stride]</c>, each row padded from <c>rows</c> to <c>stride</c> floats.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorLayout
{
    // A block of 32 × 32 floats is 4 kB on each side: both stay in the first-level cache while one is read against its grain.
    private const int Block = 32;

    /// <summary><c>destination[row, column] = storage[column, row]</c>.</summary>
    /// <param name="storage"><c>[columns, stride]</c>; the padding of the last row may be missing.</param>
    /// <param name="stride">Floats from one row of the storage to the next, at least <paramref name="rows"/>.</param>
    /// <param name="destination"><c>[rows, columns]</c>.</param>
    /// <param name="rows">The rows of the matrix in PyTorch's layout.</param>
    /// <param name="columns">The columns of the matrix in PyTorch's layout.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static void ReadTransposed(ReadOnlySpan<float> storage, int stride, Span<float> destination, int rows, int columns)
    {
        CheckSizes(storage, stride, destination.Length, nameof(destination), rows, columns);
        Transpose(storage, stride, destination, columns, rows, columns);
    }

    /// <summary><c>storage[column, row] = source[row, column]</c>; the padding keeps its values.</summary>
    /// <param name="source"><c>[rows, columns]</c>.</param>
    /// <param name="storage"><c>[columns, stride]</c>; the padding of the last row may be missing.</param>
    /// <param name="stride">Floats from one row of the storage to the next, at least <paramref name="rows"/>.</param>
    /// <param name="rows">The rows of the matrix in PyTorch's layout.</param>
    /// <param name="columns">The columns of the matrix in PyTorch's layout.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static void WriteTransposed(ReadOnlySpan<float> source, Span<float> storage, int stride, int rows, int columns)
    {
        CheckSizes(storage, stride, source.Length, nameof(source), rows, columns);
        Transpose(source, columns, storage, stride, columns, rows);
    }

    private static void Transpose(
        ReadOnlySpan<float> source, int sourceStride, Span<float> destination, int destinationStride, int rows, int columns)
    {
        for (int rowBlock = 0; rowBlock < rows; rowBlock += Block)
        {
            int rowEnd = Math.Min(rowBlock + Block, rows);
            for (int columnBlock = 0; columnBlock < columns; columnBlock += Block)
            {
                int columnEnd = Math.Min(columnBlock + Block, columns);
                for (int row = rowBlock; row < rowEnd; row++)
                {
                    for (int column = columnBlock; column < columnEnd; column++)
                        destination[row * destinationStride + column] = source[column * sourceStride + row];
                }
            }
        }
    }

    private static void CheckSizes(ReadOnlySpan<float> storage, int stride, int matrixLength, string matrixName, int rows, int columns)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentException($"A matrix of [{rows}, {columns}] was to be copied; both sizes must be positive.", nameof(rows));
        if (stride < rows)
            throw new ArgumentException($"A stride of {stride} floats does not hold the {rows} values of a stored row.", nameof(stride));
        if (matrixLength != (long)rows * columns)
            throw new ArgumentException(
                $"A matrix of [{rows}, {columns}] has {(long)rows * columns} values, but the span has {matrixLength}.", matrixName);
        long needed = (long)(columns - 1) * stride + rows;
        if (storage.Length < needed)
            throw new ArgumentException(
                $"A matrix of [{rows}, {columns}] with a stride of {stride} needs {needed} stored floats, but the storage has {storage.Length}.",
                nameof(storage));
    }
}
