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

    /// <summary>The places that are copied between lines and W one after the other, and the values of each: where the channels lie together these, else the pixels of a channel's line.</summary>
    public FilterCopy Copy => IsByChannels
        ? new FilterCopy(Shape.Plane, Shape.PixelStride, PlaceRows: 1, Shape.Channels, ValueRows: Shape.Plane)
        : new FilterCopy(Planes * Shape.KernelHeight, Length, PlaceRows: Shape.KernelWidth, Shape.KernelWidth, ValueRows: 1);
}

/// <summary>How a filter's weights are copied.</summary>
/// <param name="Places">The outer loop's passes.</param>
/// <param name="PlaceStride">From one of them to the next in lines.</param>
/// <param name="PlaceRows">From one of them to the next in the rows of W.</param>
/// <param name="Values">The values of a place, side by side in lines.</param>
/// <param name="ValueRows">From a value to the next in the rows of W.</param>
internal sealed record FilterCopy(int Places, int PlaceStride, int PlaceRows, int Values, int ValueRows);
