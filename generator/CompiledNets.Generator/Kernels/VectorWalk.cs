using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the walk over the vectors of a pixel's channels: two at a time, then one, and half of the widest where the channels end in half a panel.</summary>
internal static class VectorWalk
{
    /// <param name="writer">Where to.</param>
    /// <param name="length">The floats of a pixel, a multiple of 8.</param>
    /// <param name="call">The call for the vectors from <c>column</c> on, given how many they are and how many lanes of them are the pixel's.</param>
    /// <param name="most">The most vectors at a time.</param>
    /// <param name="halfCall">Another call for the half, where it is one.</param>
    /// <param name="hasHalf">Whether the half is done here.</param>
    public static void Emit(CodeWriter writer, int length, Func<int, int, string> call, int most = TileShape.Vectors, string? halfCall = null, bool hasHalf = true)
    {
        writer.Line("int column = 0;");
        using (writer.Block($"for (; column + {most} * V.Count <= {length}; column += {most} * V.Count)"))
            writer.Line(call(most, Panels.Width));
        if (most > 1 && (length / 8 % 2 != 0 || length / Panels.Width % 2 != 0))
        {
            using (writer.Block($"if (column + V.Count <= {length})"))
            {
                writer.Line(call(1, Panels.Width));
                writer.Line("column += V.Count;");
            }
        }

        if (length % Panels.Width == 0 || !hasHalf)
            return;
        using (writer.Block($"if (column < {length})"))
            writer.Line(halfCall ?? call(1, Panels.Width / 2));
    }
}
