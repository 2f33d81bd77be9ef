using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>Where a pool notes on its way forward which value of each window is the largest, for a layer in front that takes its derivatives as they are.</summary>
/// <param name="Region">The place for it, a number for each value that goes out.</param>
/// <param name="LineStep">How much the number grows from a line of a window to the next.</param>
/// <param name="PixelStep">How much it grows from a pixel to the next.</param>
internal sealed record PeakPlaces(Region Region, int LineStep, int PixelStep);
