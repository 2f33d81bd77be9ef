namespace CompiledNets.Generator.Kernels;

/// <summary>
/// A vector of a line of floats whose length is a multiple of 8, at every number of lanes: with 16 of them the last one may be half a vector, and behind it nothing is read or written.
/// </summary>
/// <param name="Index">Its place among the line's vectors.</param>
/// <param name="Length">The line's length.</param>
internal readonly record struct LineVector(int Index, int Length)
{
    private bool MayBeHalf => Length % 16 != 0 && Index == Length / 16;

    /// <summary>When there is such a vector, as an expression that the JIT folds; null if always.</summary>
    public string? Exists => Index == 0 ? null : $"{Emitting.Literal.Int(Index)} * V.Count < {Emitting.Literal.Int(Length)}";

    /// <summary>The vectors of a line with the fewest lanes.</summary>
    public static IEnumerable<LineVector> Of(int length) => Enumerable.Range(0, length / 4).Select(index => new LineVector(index, length));

    /// <summary>The vector of the line that begins at <paramref name="start"/>.</summary>
    public string Load(string reference, int start) => MayBeHalf
        ? $"(V.Count == 16 ? V.LoadFirst(ref {reference}, {Place(start)}, 8) : V.Load(ref {reference}, {Place(start)}))"
        : $"V.Load(ref {reference}, {Place(start)})";

    public string Store(string value, string reference, int start) => MayBeHalf
        ? $"if (V.Count == 16) V.StoreFirst({value}, ref {reference}, {Place(start)}, 8); else V.Store({value}, ref {reference}, {Place(start)});"
        : $"V.Store({value}, ref {reference}, {Place(start)});";

    /// <summary>Adds a factor times the vector to a sum.</summary>
    public string Accumulate(string sum, string factor, string reference, int start) => MayBeHalf
        ? $"if (V.Count == 16) V.Accumulate(ref {sum}, {factor}, V.LoadFirst(ref {reference}, {Place(start)}, 8)); else V.Accumulate(ref {sum}, {factor}, ref {reference}, {Place(start)});"
        : $"V.Accumulate(ref {sum}, {factor}, ref {reference}, {Place(start)});";

    private string Place(int start) => (start, Index) switch
    {
        (_, 0) => Emitting.Literal.Int(start),
        (0, _) => $"{Emitting.Literal.Int(Index)} * V.Count",
        _ => $"{Emitting.Literal.Int(start)} + {Emitting.Literal.Int(Index)} * V.Count",
    };
}
