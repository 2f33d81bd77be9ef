namespace CompiledNets.Generator.Planning;

/// <summary>
/// The tile of a matrix product that lives in registers: rows × vectors of sums, plus one register for each vector of the panel and one for the
/// value that is multiplied in. Two vectors wide, its height follows from the number of registers.
/// </summary>
internal static class TileShape
{
    /// <summary>Vectors in a row of a tile.</summary>
    public const int Vectors = 2;

    /// <summary>Vectors of the tile that computes a single row: enough sums in flight to cover the latency of a multiply-add.</summary>
    public const int RowVectors = 8;

    /// <summary>The most rows: as many as <c>Extent</c> has.</summary>
    public const int MaxRows = 8;

    /// <summary>Rows that are whole tiles on every machine: the blocks of a prediction have a multiple of them.</summary>
    public static int Granule { get; } = Enumerable.Range(1, Rows(32)).Select(factor => factor * Rows(16)).First(rows => rows % Rows(32) == 0);

    /// <summary>The rows of a full tile on a machine with so many vector registers.</summary>
    public static int Rows(int registers) => Math.Min(MaxRows, (registers - Vectors - 1) / Vectors);
}
