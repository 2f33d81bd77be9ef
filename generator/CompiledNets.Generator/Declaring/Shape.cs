namespace CompiledNets.Generator.Declaring;

/// <summary>The shape of one row: its sizes, outermost first; the batch is not part of it.</summary>
internal readonly record struct Shape(EquatableArray<int> Sizes)
{
    public Shape(params int[] sizes)
        : this(sizes.ToEquatableArray())
    {
    }

    public int Rank => Sizes.Count;

    /// <summary>The number of values; a long, because a declared shape may hold more than an array can.</summary>
    public long Length => Sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue * 2L));

    public override string ToString() => $"[{string.Join(", ", Sizes)}]";
}
