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
internal sealed record PeakWindows(int Lines, int Pixels, int LineStride, int PixelStride, int DeltaStride, int RowStride);
