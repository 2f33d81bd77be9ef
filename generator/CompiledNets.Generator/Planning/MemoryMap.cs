using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Planning;

/// <summary>Hands out places in one array of floats, each beginning on a cache line.</summary>
internal sealed class MemoryMap
{
    /// <summary>The floats handed out so far; a long, because a declaration may ask for more than an array can hold.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the array can be allocated.</summary>
    public bool Fits => Length <= MaxLength;

    /// <summary>What the library's <c>AlignedBuffer</c> holds at most.</summary>
    public static long MaxLength => 2_147_483_591L - 15;

    /// <summary>A place for <paramref name="length"/> floats. Once the map does not fit any more, offsets mean nothing.</summary>
    public Region Allocate(long length)
    {
        long offset = Length;
        Length = Math.Min(long.MaxValue / 4, Length + Panels.PaddedLong(length)); // so that a sum of sizes that do not fit cannot wrap around
        return Fits ? new Region((int)offset, (int)length) : default;
    }
}

/// <summary>A place in an array.</summary>
internal readonly record struct Region(int Offset, int Length)
{
    public int PaddedLength => Panels.Padded(Length);
}

/// <summary>A tensor of the net: how it is called, where it is, how it begins.</summary>
/// <param name="Name">Its name in PyTorch's terms: <c>dense1.weight</c>.</param>
/// <param name="Shape">Its shape in PyTorch's layout.</param>
/// <param name="Region">Where it is among the parameters.</param>
/// <param name="IsMatrix">Whether it is kept as the transpose of a matrix [out, the rest], in panels of columns; else it is a plain vector.</param>
/// <param name="Initializer">How it begins.</param>
/// <param name="IsBias">Whether it begins as a bias.</param>
/// <param name="FanIn">Values summed into one output.</param>
/// <param name="FanOut">Outputs that one value goes to.</param>
/// <param name="Penalty">The penalty on its values.</param>
/// <param name="GroupOffsets">Where its groups of rows are, if they lie apart: a recurrent layer's gates, each of which begins a panel. Empty for one that is whole.</param>
internal sealed record TensorPlan(
    string Name, EquatableArray<int> Shape, Region Region, bool IsMatrix, Layers.Initializer Initializer, bool IsBias, int FanIn, int FanOut,
    Layers.PenaltyDeclaration Penalty = default, EquatableArray<int> GroupOffsets = default)
{
    /// <summary>From a row to the next where rows lie apart; 0 where the tensor lies in one piece.</summary>
    public int RowStride { get; init; }

    /// <summary>What all its values begin as; null where they are drawn as <see cref="Initializer"/> says.</summary>
    public double? Constant { get; init; }

    /// <summary>Whether it is an average over batches: no parameter, and its region is among the statistics, which lie behind the parameters.</summary>
    public bool IsStatistic { get; init; }

    public long Length => Shape.Aggregate(1L, (product, size) => product * size);
}
