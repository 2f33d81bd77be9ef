using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// A filter's weights line by line of the kernel, in the order in which an image's values lie that they are multiplied by: where a pixel's channels lie together a line of the kernel is one
/// line, with the channels' padding; else each channel has its own. A line is padded to 8.
/// </summary>
/// <param name="Shape">The convolution.</param>
internal sealed record FilterLines(ConvolutionShape Shape)
{
    /// <summary>Half of the widest vector: a line is as many of these.</summary>
    public const int Granule = Panels.Width / 2;

    private bool IsByChannels => Shape.PixelStride > 1;

    /// <summary>The channels that have lines of their own.</summary>
    public int Planes => IsByChannels ? 1 : Shape.Channels;

    /// <summary>The floats of a line.</summary>
    public int Length => ((Shape.KernelWidth * Shape.PixelStride) + Granule - 1) / Granule * Granule;

    /// <summary>From a filter to the next.</summary>
    public int FilterStride => Panels.Padded(Planes * Shape.KernelHeight * Length);

    /// <summary>What reading a line takes of the image behind it.</summary>
    public int Overhang => Length - (Shape.KernelWidth * Shape.PixelStride);

    /// <summary>Whether lines are whole vectors of the widest.</summary>
    public bool AreWhole => Length % Panels.Width == 0;

    /// <summary>Prints the copies of filters from W, in panels, to lines.</summary>
    public void EmitRead(CodeWriter writer)
    {
        writer.Separate();
        writer.Summary($"The filters [first, end) of W, in panels, line by line of the kernel.");
        EmitCopy(writer, "ReadFilters", "ref float weight, ref float lines", (line, panel) => $"{line} = {panel};");
    }

    /// <summary>Prints the copies from lines to W.</summary>
    public void EmitWrite(CodeWriter writer)
    {
        writer.Separate();
        writer.Summary("The same from lines to W.");
        EmitCopy(writer, "WriteFilters", "ref float lines, ref float weight", (line, panel) => $"{panel} = {line};");
    }

    private void EmitCopy(CodeWriter writer, string name, string references, Func<string, string, string> copy)
    {
        // The places of a line or of the kernel, and what of each lies together.
        (int places, int placeStride, int placeRows, int values, int valueRows) = IsByChannels
            ? (Shape.Plane, Shape.PixelStride, 1, Shape.Channels, Shape.Plane)
            : (Planes * Shape.KernelHeight, Length, Shape.KernelWidth, Shape.KernelWidth, 1);
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private static void {name}({references}, int first, int end)"))
        using (writer.Block("for (int filter = first; filter < end; filter++)"))
        {
            writer.Line($"ref float column = ref At(ref weight, filter / {Panels.Width} * {Shape.PanelLength} + filter % {Panels.Width});");
            using (writer.Block($"for (int place = 0; place < {places}; place++)"))
            using (writer.Block($"for (int value = 0; value < {values}; value++)"))
            {
                writer.Line(copy(
                    $"At(ref lines, place * {placeStride} + value)",
                    $"At(ref column, (place * {placeRows} + value * {valueRows}) * {Panels.Width})"));
            }

            writer.Line($"lines = ref At(ref lines, {FilterStride});");
        }
    }
}
