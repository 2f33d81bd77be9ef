using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>A net drawn from a seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Reference">The net.</param>
/// <param name="Kinds">The attributes of its layers, in order: <c>Dense</c>.</param>
/// <param name="UsesLabels">Whether its targets are labels.</param>
/// <param name="Rows">The rows that it is compared with the reference on: a full batch, or some of one.</param>
internal sealed record RandomStack(int Seed, ReferenceNet Reference, IReadOnlyList<string> Kinds, bool UsesLabels, int Rows)
{
    /// <summary>The seed and the declaration, for the message of a failure.</summary>
    public string Description => $"seed {Seed},\n{Reference.Source}";
}
