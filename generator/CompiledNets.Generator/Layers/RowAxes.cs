namespace CompiledNets.Generator.Layers;

/// <summary>What the two axes of a row are, where the layer that gives it says so. Layers that leave the shape as it is leave them what they were.</summary>
internal enum RowAxes
{
    /// <summary>Nobody has said.</summary>
    Unsaid,

    /// <summary><c>[time, features]</c>.</summary>
    Sequence,

    /// <summary><c>[channels, length]</c>.</summary>
    Signal,
}
