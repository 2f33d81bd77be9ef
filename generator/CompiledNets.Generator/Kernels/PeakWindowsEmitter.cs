using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the walk over an image's <see cref="PeakWindows"/>.</summary>
internal static class PeakWindowsEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="image">The reference in which <c>window</c> moves, while <c>delta</c> and <c>place</c> move from <c>d</c> and <c>places</c> on.</param>
    /// <param name="emitWindow">Prints what is done for each window.</param>
    public static void Emit(CodeWriter writer, PeakWindows windows, string image, Action emitWindow)
    {
        int line = windows.Pixels * windows.DeltaStride;
        using (writer.Loop("line", windows.Lines))
        {
            writer.Line($"ref float window = {OfLine(image, windows.LineStride)};");
            writer.Line($"ref float delta = {OfLine("d", line)};");
            writer.Line($"ref float place = {OfLine("places", line)};");
            using (writer.Loop("pixel", windows.Pixels))
            {
                emitWindow();
                if (windows.Pixels == 1)
                    return;
                writer.Line($"window = ref At(ref window, {windows.PixelStride});");
                writer.Line($"delta = ref At(ref delta, {windows.DeltaStride});");
                writer.Line($"place = ref At(ref place, {windows.DeltaStride});");
            }
        }

        string OfLine(string reference, int stride) => windows.Lines == 1 ? $"ref {reference}" : $"ref At(ref {reference}, line * {stride})";
    }

    /// <summary>A place, which is a whole number among floats, as an expression.</summary>
    public static string Place(string reference) => $"global::System.Runtime.CompilerServices.Unsafe.As<float, int>(ref {reference})";
}
