using System.ComponentModel;
using System.Runtime.CompilerServices;
using CompiledNets.Nets;

namespace CompiledNets.Memory;

/// <summary>
/// The layout of a matrix inside a net: its columns stand in panels of 16, <c>[columns/16][rows][16]</c>, the last one padded with zeros. A weight,
/// <c>[out, in]</c> in PyTorch's layout, is kept as the panels of its transpose, <c>[in, out]</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelLayout
{
    /// <summary>The columns of a panel.</summary>
    public const int Width = 16;

    /// <summary>Copies a matrix out of its panels: <c>destination[column, row]</c> = the value in that row and column.</summary>
    /// <param name="panels">The panels of a <c>[rows, columns]</c> matrix.</param>
    /// <param name="destination"><c>[columns, rows]</c>.</param>
    /// <param name="rows">The rows in a panel.</param>
    /// <param name="columns">The columns, without padding.</param>
    public static void Read(ReadOnlySpan<float> panels, Span<float> destination, int rows, int columns)
    {
        for (int column = 0; column < columns; column += Width)
        {
            int width = Math.Min(Width, columns - column);
            TensorLayout.ReadTransposed(panels.Slice(column * rows, Width * rows), Width, destination.Slice(column * rows, width * rows), width, rows);
        }
    }

    /// <summary>Copies a matrix into its panels; the padding keeps its zeros.</summary>
    /// <param name="source"><c>[columns, rows]</c>.</param>
    /// <param name="panels">The panels of a <c>[rows, columns]</c> matrix.</param>
    /// <param name="rows">The rows in a panel.</param>
    /// <param name="columns">The columns, without padding.</param>
    public static void Write(ReadOnlySpan<float> source, Span<float> panels, int rows, int columns)
    {
        for (int column = 0; column < columns; column += Width)
        {
            int width = Math.Min(Width, columns - column);
            TensorLayout.WriteTransposed(source.Slice(column * rows, width * rows), panels.Slice(column * rows, Width * rows), Width, width, rows);
        }
    }

    /// <summary>The panels of the transposed matrix, from those of the matrix; the padding keeps its zeros.</summary>
    /// <param name="source">The panels of a <c>[rows, columns]</c> matrix.</param>
    /// <param name="destination">The panels of its transpose, <c>[columns, rows]</c>.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="columns">The columns of the matrix.</param>
    /// <param name="startPanel">The first panel of the transpose to be written.</param>
    /// <param name="endPanel">The panel after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float source, ref float destination, int rows, int columns, int startPanel, int endPanel)
    {
        for (int panel = startPanel; panel < endPanel; panel++)
        {
            int height = Math.Min(Width, rows - panel * Width);
            for (int sourcePanel = 0; sourcePanel * Width < columns; sourcePanel++)
            {
                // A block of 16 × 16, contiguous on both sides.
                int width = Math.Min(Width, columns - sourcePanel * Width);
                ref float from = ref Unsafe.Add(ref source, (sourcePanel * rows + panel * Width) * Width);
                ref float to = ref Unsafe.Add(ref destination, (panel * columns + sourcePanel * Width) * Width);
                BlockTranspose.Copy(ref from, Width, ref to, Width, height, width);
            }
        }
    }
}
