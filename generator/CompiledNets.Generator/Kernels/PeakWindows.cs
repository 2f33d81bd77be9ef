namespace CompiledNets.Generator.Kernels;

/// <summary>
/// The windows of a max pool right behind a convolution. Of each window a filter's derivative is 0 but at the largest value, its peak: what goes back through both layers is one number
/// for a window and a filter, d, and the peak's place, which is where the kernel stands in what the convolution reads, counted in floats from where it stands for the window's first pixel.
/// </summary>
/// <param name="Lines">The lines of windows.</param>
/// <param name="Pixels">The windows of a line.</param>
/// <param name="LineStride">From a window to the one below it, in what the convolution reads.</param>
/// <param name="PixelStride">From a window to the one beside it.</param>
/// <param name="DeltaStride">From a window's d, one for each filter, to the next window's; and from its places to the next one's.</param>
/// <param name="RowStride">From an image's d to the next one's.</param>
internal sealed record PeakWindows(int Lines, int Pixels, int LineStride, int PixelStride, int DeltaStride, int RowStride)
{
    /// <summary>Prints the walk over an image's windows, along which <c>window</c> moves in <paramref name="image"/>, and <c>delta</c> and <c>place</c>.</summary>
    public void Emit(Emitting.CodeWriter writer, string image, Action emitWindow)
    {
        using (writer.Loop("line", Lines))
        {
            string line = Lines == 1 ? "0" : "line";
            writer.Line($"ref float window = ref At(ref {image}, {LoopEmitter.Place(line, LineStride, "0", 0)});");
            writer.Line($"ref float delta = ref At(ref d, {LoopEmitter.Place(line, Pixels * DeltaStride, "0", 0)});");
            writer.Line($"ref float place = ref At(ref places, {LoopEmitter.Place(line, Pixels * DeltaStride, "0", 0)});");
            using (writer.Loop("pixel", Pixels))
            {
                emitWindow();
                if (Pixels == 1)
                    return;
                writer.Line($"window = ref At(ref window, {PixelStride});");
                writer.Line($"delta = ref At(ref delta, {DeltaStride});");
                writer.Line($"place = ref At(ref place, {DeltaStride});");
            }
        }
    }

    /// <summary>A number that stands among floats, as an expression.</summary>
    public static string Place(string reference) => $"global::System.Runtime.CompilerServices.Unsafe.As<float, int>(ref {reference})";
}
