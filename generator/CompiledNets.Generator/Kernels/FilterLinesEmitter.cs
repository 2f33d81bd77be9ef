using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the copies between W and <see cref="FilterLines"/>.</summary>
internal static class FilterLinesEmitter
{
    /// <summary>From W to lines.</summary>
    public static void EmitRead(CodeWriter writer, FilterLines lines)
    {
        writer.Separate();
        writer.Summary("The filters [first, end) of W, in panels, line by line of the kernel.");
        EmitCopy(writer, lines, "ReadFilters", "ref float weight, ref float lines", (line, panel) => $"{line} = {panel};");
    }

    /// <summary>From lines to W.</summary>
    public static void EmitWrite(CodeWriter writer, FilterLines lines)
    {
        writer.Separate();
        writer.Summary("The filters [first, end) from lines to W, in panels.");
        EmitCopy(writer, lines, "WriteFilters", "ref float lines, ref float weight", (line, panel) => $"{panel} = {line};");
    }

    /// <summary>What sets to zero the sums behind a line's pixels: nobody asked for them, and they are of values that need not be finite.</summary>
    public static void EmitClearOverhang(CodeWriter writer, FilterLines lines)
    {
        FilterCopy copy = lines.Copy;
        writer.Separate();
        writer.Summary("Sets to zero what lines have behind their pixels: sums over what happens to stand there.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("private static void ClearOverhang(ref float lines, int filters)"))
        using (writer.Block("for (int filter = 0; filter < filters; filter++)"))
        {
            writer.Line($"for (int place = 0; place < {copy.Places}; place++)");
            writer.Line($"    global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref At(ref lines, place * {copy.PlaceStride} + {copy.Values}), {lines.Overhang}).Clear();");
            writer.Line($"lines = ref At(ref lines, {lines.FilterStride});");
        }
    }

    private static void EmitCopy(CodeWriter writer, FilterLines lines, string name, string references, Func<string, string, string> statement)
    {
        FilterCopy copy = lines.Copy;
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private static void {name}({references}, int first, int end)"))
        using (writer.Block("for (int filter = first; filter < end; filter++)"))
        {
            writer.Line($"ref float column = ref At(ref weight, filter / {Panels.Width} * {lines.Shape.PanelLength} + filter % {Panels.Width});");
            using (writer.Block($"for (int place = 0; place < {copy.Places}; place++)"))
            using (writer.Block($"for (int value = 0; value < {copy.Values}; value++)"))
            {
                writer.Line(statement(
                    $"At(ref lines, place * {copy.PlaceStride} + value)",
                    $"At(ref column, (place * {copy.PlaceRows} + value * {copy.ValueRows}) * {Panels.Width})"));
            }

            writer.Line($"lines = ref At(ref lines, {lines.FilterStride});");
        }
    }
}
