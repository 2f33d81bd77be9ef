namespace CompiledNets.Generator.Layers.Pool;

/// <summary>The windows along one axis: as many whole ones as fit, without padding.</summary>
/// <param name="Length">The values along the axis.</param>
/// <param name="Size">Those of a window.</param>
/// <param name="Stride">From a window to the next.</param>
internal readonly record struct PoolAxis(int Length, int Size, int Stride)
{
    public int Windows => ((Length - Size) / Stride) + 1;

    /// <summary>Values of a window that would stand over the edge; what a stride longer than the window steps over anyway is none of them.</summary>
    public int Dropped => Math.Max(0, Length - ((Windows - 1) * Stride) - Math.Max(Size, Stride));

    /// <summary>Whether some value is in several windows.</summary>
    public bool Overlaps => Windows > 1 && Stride < Size;

    /// <summary>Whether each value is in one window, and in no other.</summary>
    public bool IsTiled => !Overlaps && Windows * Size == Length;
}
