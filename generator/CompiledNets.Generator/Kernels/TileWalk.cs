using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the walk over rows that all kernels with tiles share: tiles as high as the registers allow, then one for the rows that are left.</summary>
internal static class TileWalk
{
    /// <summary>Rows of a tile that has enough chains of multiply-adds to keep the machine busy.</summary>
    private const int BusyRows = 4;

    /// <param name="writer">Where to.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="tileCall">The call of the tile that begins at <c>row</c>, for its height.</param>
    public static void Emit(CodeWriter writer, string start, string end, Func<int, string> tileCall)
    {
        writer.Line($"int row = {start};");
        using (writer.Block("if (V.Registers == 32)"))
            EmitTiles(writer, end, TileShape.Rows(32), tileCall);
        using (writer.Block("else"))
            EmitTiles(writer, end, TileShape.Rows(16), tileCall);
    }

    /// <summary>
    /// Full tiles; then what is left in one smaller tile. If that were so small that its chains had to wait for each other, it shares its rows with the
    /// last full one.
    /// </summary>
    private static void EmitTiles(CodeWriter writer, string end, int height, Func<int, string> tileCall)
    {
        using (writer.Block($"for (; {end} - row >= {height + BusyRows} || {end} - row == {height}; row += {height})"))
            writer.Line(tileCall(height));
        using (writer.Block($"switch ({end} - row)"))
        {
            for (int left = 1; left < height + BusyRows; left++)
            {
                if (left == height)
                    continue;
                writer.Line($"case {left}:");
                if (left > height)
                {
                    int upper = (left + 1) / 2;
                    writer.Line("    " + tileCall(upper));
                    writer.Line($"    row += {upper};");
                    writer.Line("    " + tileCall(left - upper));
                }
                else
                {
                    writer.Line("    " + tileCall(left));
                }

                writer.Line("    break;");
            }
        }
    }
}
