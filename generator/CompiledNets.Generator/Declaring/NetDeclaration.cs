using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Losses;
using CompiledNets.Generator.Optimizers;

namespace CompiledNets.Generator.Declaring;

/// <summary>A net as its attributes declare it: what the user wrote, checked one attribute at a time, shapes not yet worked out.</summary>
internal sealed record NetDeclaration(
    TypeIdentity Type,
    Site Site,
    Shape InputShape,
    int BatchSize,
    Unroll Unroll,
    EquatableArray<LayerDeclaration> Layers,
    LossDeclaration? Loss,
    OptimizerDeclaration? Optimizer,
    ClipDeclaration? Clip)
{
    /// <summary>Whether the net gets a trainer.</summary>
    public bool IsTrainable => Loss is not null && Optimizer is not null;
}

/// <summary>The library's <c>Unroll</c>.</summary>
internal enum Unroll
{
    Auto,
    Tiles,
    Full,
}

/// <summary>The bound that <c>[ClipGradients]</c> sets: on the norm of the whole gradient, or on each value.</summary>
internal sealed record ClipDeclaration(bool ByNorm, double Limit);
