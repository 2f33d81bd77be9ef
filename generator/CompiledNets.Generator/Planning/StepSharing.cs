using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Optimizers;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// Which phases of a step the threads of a trainer share. Handing out a phase and waiting for its end costs a fraction of a microsecond where each
/// thread has a core to itself, and some ten where they have not: a phase that takes no longer than that stays on the calling thread.
/// </summary>
/// <param name="Prepare">Whether the transposition of weights is shared.</param>
/// <param name="RowsFrom">From how many rows on forward, loss and backward are shared; null if a full batch is too small.</param>
/// <param name="GradientsFrom">The same for the gradients by the parameters.</param>
/// <param name="Update">Whether the optimizer's update is shared.</param>
internal sealed record StepSharing(bool Prepare, int? RowsFrom, int? GradientsFrom, bool Update)
{
    /// <summary>
    /// The least work that is shared, in multiply-adds: some 10 µs of a small layer with vectors of 256 bits. Found by timing steps of nets of three
    /// equal layers (batch 32, Adam) on one thread and on two.
    /// </summary>
    private const long LeastWork = 256 * 1024;

    /// <summary>What an activated value, a transposed one and each array of a parameter's update take, in multiply-adds.</summary>
    private const int ActivatedValue = 8, TransposedValue = 16, UpdatedArray = 4;

    public bool Any => Prepare || RowsFrom is not null || GradientsFrom is not null || Update;

    public static StepSharing Plan(IReadOnlyList<LayerPlan> layers, int batchSize, long parameterLength, OptimizerDeclaration optimizer)
    {
        long forward = layers.Sum(layer => layer.MultiplyAdds);
        long inputGradients = forward - layers[0].MultiplyAdds;
        long values = layers.Sum(layer => (long)layer.OutputStride);
        long transposed = layers.Where(layer => layer.NeedsPreparation).Sum(layer => layer.ParameterCount);
        return new StepSharing(
            transposed * TransposedValue >= LeastWork,
            RowsFor(forward + inputGradients + (values * ActivatedValue), TileShape.MaxRows, batchSize),
            RowsFor(forward, 1, batchSize),
            parameterLength * (1 + optimizer.States.Count) * UpdatedArray >= LeastWork);
    }

    /// <summary>In words, for the header of the generated file.</summary>
    public override string ToString()
    {
        if (!Any)
            return "A step runs on the calling thread alone, whatever threads a trainer is given: too small to share.";
        var shared = new List<string>();
        if (Prepare)
            shared.Add("transposed weights");
        if (RowsFrom is { } rows)
            shared.Add($"rows (of {rows} and more)");
        if (GradientsFrom is { } gradients)
            shared.Add("gradients" + (gradients > 1 ? $" (of {gradients} rows and more)" : ""));
        if (Update)
            shared.Add("update");
        return $"Threads of a trainer share: {string.Join(", ", shared)}.";
    }

    /// <summary>From how many rows on there is enough work, and at least <paramref name="least"/>: half a tile takes as long as a whole one.</summary>
    private static int? RowsFor(long workOfRow, int least, int batchSize)
    {
        long rows = Math.Max(least, (LeastWork + workOfRow - 1) / Math.Max(1, workOfRow));
        return rows <= batchSize ? (int)rows : null;
    }
}
