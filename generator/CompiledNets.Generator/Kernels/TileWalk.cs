using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the walk over rows that all kernels with tiles share: tiles as high as the registers allow, then one for the rows that are left.</summary>
internal static class TileWalk
{
    /// <summary>The height of a full tile, as an expression that the JIT folds.</summary>
    public static string Height => $"V.Registers == 32 ? {Literal.Int(TileShape.Rows(32))} : {Literal.Int(TileShape.Rows(16))}";

    /// <param name="writer">Where to.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="tileCall">The call of the tile that begins at <c>row</c>, for its height.</param>
    public static void Emit(CodeWriter writer, string start, string end, Func<int, string> tileCall)
    {
        writer.Line($"int row = {start};");
        using (writer.Block("if (V.Registers == 32)"))
            EmitFullTiles(writer, end, TileShape.Rows(32), tileCall);
        using (writer.Block("else"))
            EmitFullTiles(writer, end, TileShape.Rows(16), tileCall);
        using (writer.Block($"switch ({end} - row)"))
        {
            for (int left = 1; left < TileShape.Rows(32); left++)
            {
                writer.Line($"case {left}:");
                writer.Line("    " + tileCall(left));
                writer.Line("    break;");
            }
        }
    }

    private static void EmitFullTiles(CodeWriter writer, string end, int height, Func<int, string> tileCall)
    {
        using (writer.Block($"for (; row + {height} <= {end}; row += {height})"))
            writer.Line(tileCall(height));
    }
}
