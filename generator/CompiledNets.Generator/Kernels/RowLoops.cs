using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Loops over the values of one padded row whose sums have a fixed shape: the value in column j belongs to the virtual lane j mod 16, each
/// lane is one chain, and the library adds the 16 lanes in one fixed tree.
/// </summary>
internal static class RowLoops
{
    /// <summary>
    /// A loop over the row's columns, lane group by lane group, that keeps the lanes of <paramref name="sum"/> in <c>lane0</c> and the 15 floats behind it.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The row's values, without padding.</param>
    /// <param name="sum">The accumulator's name; begins at zero.</param>
    /// <param name="emitColumn">Prints the body; gets the name of the mask that is set inside the row, or null where there is no padding.</param>
    /// <param name="masked">Whether the body needs the mask.</param>
    /// <param name="start">What the accumulator begins with.</param>
    public static void EmitLanes(CodeWriter writer, int width, string sum, Action<string?> emitColumn, bool masked = true, string start = "V.Zero")
    {
        using (writer.Block("for (int lane = 0; lane < 16; lane += V.Count)"))
        {
            writer.Line($"V {sum} = {start};");
            EmitColumns(writer, width, emitColumn, masked);
            writer.Line($"V.Store({sum}, ref lane0, lane);");
        }
    }

    /// <summary>The columns of the lane group <c>lane</c>.</summary>
    public static void EmitColumns(CodeWriter writer, int width, Action<string?> emitColumn, bool masked = true)
    {
        bool padded = width % Panels.Width != 0;
        using (writer.Block($"for (int column = lane; column < {Panels.Padded(width)}; column += 16)"))
        {
            if (padded && masked)
                writer.Line($"V inside = {KernelText.Simd}LaneMask.Below<V>(column, {width});");
            emitColumn(padded && masked ? "inside" : null);
        }
    }

    /// <summary>The row's largest value, in <c>maximum</c>.</summary>
    public static void EmitRowMaximum(CodeWriter writer, int width, string source)
    {
        const string Lowest = "V.Broadcast(float.NegativeInfinity)";
        EmitLanes(writer, width, "largest", inside =>
        {
            string value = $"V.Load(ref {source}, column)";
            writer.Line($"V value = {(inside is null ? value : $"V.Choose({inside}, {value}, {Lowest})")};");
            writer.Line($"largest = {KernelText.Simd}VectorMath.Max(largest, value);");
        }, start: Lowest);
        writer.Line($"float maximum = {KernelText.Simd}Reductions.Max<V>(ref lane0, 16);");
    }
}
