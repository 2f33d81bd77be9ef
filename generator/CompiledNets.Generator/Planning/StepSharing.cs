using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Optimizers;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// Which phases of a step the threads of a trainer share. Handing out a phase and waiting for its end takes a fraction of a microsecond where each
/// thread has a core to itself, and some ten where they have not: a phase that takes no longer than that itself stays on the calling thread.
/// (<c>CompiledNets.Benchmarks empty-phase</c>, two threads: 0.13 µs on two free cores of a Zen 3, 9 with another program on one of them.)
/// </summary>
/// <param name="Prepare">Whether the transposition of weights is shared.</param>
/// <param name="RowsFrom">From how many rows on forward, loss and backward are shared; null if a full batch is too small.</param>
/// <param name="CoupledRowsFrom">From how many rows on it is shared what a layer works out from all of them; null also where no layer does.</param>
/// <param name="GradientsFrom">The same for the gradients by the parameters.</param>
/// <param name="GradientsAndUpdateFrom">The same for the gradients where the update is fused with them; null also where it is not.</param>
/// <param name="Update">Whether the optimizer's update is shared.</param>
internal sealed record StepSharing(bool Prepare, int? RowsFrom, int? CoupledRowsFrom, int? GradientsFrom, int? GradientsAndUpdateFrom, bool Update)
{
    /// <summary>
    /// The least work that is shared, in multiply-adds: some 10 µs of a small layer with vectors of 256 bits. W5, just above it in two of its phases, then
    /// takes 25 µs with two threads instead of 34, or 49 with another program on the second core
    /// (<c>CompiledNets.Benchmarks compare --threads 2 "W5 train B32 Adam"</c>, Zen 3).
    /// </summary>
    private const long LeastWork = 256 * 1024;

    /// <summary>What an activated value, one that is combined with those of other rows, a transposed one and each array of a parameter's update take, in multiply-adds.</summary>
    private const int ActivatedValue = 8, CoupledValue = 4, TransposedValue = 16, UpdatedArray = 4;

    public bool Any => Prepare || RowsFrom is not null || CoupledRowsFrom is not null || SharesGradients || Update;

    /// <summary>Whether several threads ever compute gradients at once.</summary>
    public bool SharesGradients => GradientsFrom is not null || GradientsAndUpdateFrom is not null;

    /// <param name="layers">The net's layers.</param>
    /// <param name="batchSize">The most rows of a step.</param>
    /// <param name="updatedLength">The floats of the parameters that a step updates.</param>
    /// <param name="optimizer">What updates them.</param>
    /// <param name="fusesUpdate">Whether it does beside the gradients.</param>
    public static StepSharing Plan(IReadOnlyList<LayerPlan> layers, int batchSize, long updatedLength, OptimizerDeclaration optimizer, bool fusesUpdate)
    {
        long forward = layers.Sum(layer => layer.MultiplyAdds);
        long gradients = layers.Sum(layer => layer.GradientMultiplyAdds);
        long inputGradients = gradients - layers.First(layer => layer.HasGradients || layer == layers[layers.Count - 1]).GradientMultiplyAdds;
        long values = layers.Sum(layer => (long)layer.OutputStride);
        long transposed = layers.Where(layer => layer.NeedsPreparation).Sum(layer => layer.ParameterCount);
        long update = updatedLength * (1 + optimizer.States.Count) * UpdatedArray;
        long coupled = layers.OfType<ICouplesRows>().Sum(layer => (long)layer.CoupledValues);
        int parts = 1 + (2 * layers.Count(layer => layer is ICouplesRows)); // of the rows, each handed out by itself
        return new StepSharing(
            transposed * TransposedValue >= LeastWork,
            FewestRows(LeastWork * parts, forward + inputGradients + (values * ActivatedValue), TileShape.MaxRows, batchSize),
            coupled > 0 ? FewestRows(LeastWork, coupled * CoupledValue, 1, batchSize) : null,
            FewestRows(LeastWork, gradients, 1, batchSize),
            fusesUpdate ? FewestRows(LeastWork - update, gradients, 1, batchSize) : null,
            update >= LeastWork);
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
        if (CoupledRowsFrom is { } coupled)
            shared.Add($"batch statistics (of {coupled} rows and more)");
        if (GradientsFrom is { } gradients)
            shared.Add("gradients" + OfRows(gradients));
        if (GradientsAndUpdateFrom is { } both)
            shared.Add("gradients with the update" + OfRows(both));
        if (Update)
            shared.Add("update");
        return $"Threads of a trainer share: {string.Join(", ", shared)}.";
    }

    private static string OfRows(int rows) => rows > 1 ? $" (of {rows} rows and more)" : "";

    /// <summary>From how many rows on there is enough work, and not below <paramref name="least"/>: half a tile takes as long as a whole one.</summary>
    private static int? FewestRows(long work, long workOfRow, int least, int batchSize)
    {
        long rows = Math.Max(least, (work + workOfRow - 1) / Math.Max(1, workOfRow));
        return rows <= batchSize ? (int)rows : null;
    }
}
