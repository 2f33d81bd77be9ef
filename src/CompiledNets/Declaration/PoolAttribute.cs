namespace CompiledNets;

/// <summary>
/// A layer that makes one value of each window of neighbouring values, channel by channel. A window that would stand over the edge is left out, so that
/// values behind the last whole window are dropped; where that happens, the compiler warns.
/// </summary>
public abstract class PoolAttribute : LayerAttribute
{
    private protected PoolAttribute(int size) => Size = size;

    /// <summary>The length of a window along each axis.</summary>
    public int Size { get; }

    /// <summary>From a window to the next along each axis, at least 1. Default: the window's size, so that windows lie side by side.</summary>
    public int Stride { get; set; }
}
