using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Losses;
using CompiledNets.Generator.Optimizers;

namespace CompiledNets.Generator.Planning;

/// <summary>A net that is ready to be printed: every shape, place and kernel is decided.</summary>
/// <param name="Type">Where its class stands.</param>
/// <param name="InputShape">The shape of a row of input.</param>
/// <param name="BatchSize">The most rows of a step.</param>
/// <param name="Unroll">What the net asked for.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="CopiesInput">Whether the input is copied into padded rows first.</param>
/// <param name="ParameterLength">The floats of the parameters, padding included.</param>
/// <param name="StatisticsLength">The floats of the averages over batches, which lie behind the parameters.</param>
/// <param name="OutputActivation">What Predict's outputs went through last.</param>
/// <param name="FusedOutput">The activation that Predict applies after the last layer, because training fuses it with the loss.</param>
/// <param name="Prediction">How Predict goes through its rows.</param>
/// <param name="Training">What a trainer needs; null for a net that only predicts.</param>
/// <param name="Streaming">How it takes a sequence step by step; null for a net that cannot.</param>
internal sealed record NetPlan(
    TypeIdentity Type,
    Shape InputShape,
    int BatchSize,
    Unroll Unroll,
    EquatableArray<LayerPlan> Layers,
    bool CopiesInput,
    int ParameterLength,
    int StatisticsLength,
    ActivationKind OutputActivation,
    ActivationFunction? FusedOutput,
    PredictionPlan Prediction,
    TrainingPlan? Training,
    StreamingPlan? Streaming)
{
    public int InputSize => (int)InputShape.Length;

    public LayerPlan LastLayer => Layers[Layers.Count - 1];

    public int OutputSize => LastLayer.OutputSize;

    public int OutputStride => LastLayer.OutputStride;

    /// <summary>How many indices there are where the net takes indices; null where it takes numbers.</summary>
    public int? Vocabulary => Layers[0].Vocabulary;

    /// <summary>The first layer's table of which a step uses a few rows, if it has one.</summary>
    public ISparseTable? Sparse => Layers[0].Sparse;

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public IEnumerable<TensorPlan> Tensors => Layers.SelectMany(layer => layer.Tensors);

    /// <summary>Where a tensor is in the net's array.</summary>
    public int OffsetOf(TensorPlan tensor) =>
        (tensor.GroupOffsets.Count > 0 ? tensor.GroupOffsets[0] : tensor.Region.Offset) + (tensor.IsStatistic ? ParameterLength : 0);

    /// <summary>The layers that compute with all rows of a batch at once.</summary>
    public IEnumerable<ICouplesRows> Couplings => Layers.OfType<ICouplesRows>();

    /// <summary>Whether penalties on parameters are part of the loss.</summary>
    public bool HasPenalties => Tensors.Any(tensor => !tensor.Penalty.IsEmpty);

    /// <summary>Whether a step draws random numbers.</summary>
    public bool DrawsNumbers => Training is not null && Layers.Any(layer => layer.DrawsNumbers);

    /// <summary>From a row of what the first layer reads to the next.</summary>
    public int FirstStride => Layers[0].InputStride;
}

/// <summary>How Predict goes through its rows: a block at a time, whose activations go through a few buffers.</summary>
/// <param name="BlockRows">The rows of a block.</param>
/// <param name="Buffers">The buffers of a block's activations.</param>
/// <param name="OnStack">Whether the buffers are small enough for the stack.</param>
/// <param name="Row">How it predicts a single row.</param>
internal sealed record PredictionPlan(int BlockRows, BufferPlan Buffers, bool OnStack, RowPrediction Row)
{
    /// <summary>Floats that may be taken from the stack: 64 kB.</summary>
    private const int StackFloats = 16 * 1024;

    /// <summary>Floats of a block that is not on the stack: 1 MB, about a cache.</summary>
    private const int BlockFloats = 256 * 1024;

    /// <summary>Floats of a single row's activations on the stack, where they are cleared first: 8 kB.</summary>
    private const int RowStackFloats = 2048;

    /// <summary>Rows that are whole tiles at every register count; enough of them that reading the weights is shared.</summary>
    private const int StackRows = 48, MostRows = 96;

    /// <summary>The floats of a row in all buffers.</summary>
    public long RowFloats => Buffers.RowFloats;

    public static PredictionPlan For(IReadOnlyList<LayerPlan> layers, int copiedInput, bool activatesOutput)
    {
        BufferPlan buffers = BufferPlan.Of(layers, copiedInput);
        long rowFloats = buffers.RowFloats;
        if (rowFloats * StackRows <= StackFloats)
            return new PredictionPlan(StackRows, buffers, OnStack: true, PlanRow(layers, rowFloats, activatesOutput));
        int rows = (int)Math.Max(1, Math.Min(MostRows, BlockFloats / rowFloats));
        return new PredictionPlan(
            rows >= TileShape.Granule ? rows / TileShape.Granule * TileShape.Granule : rows, buffers, OnStack: false, PlanRow(layers, rowFloats, activatesOutput));
    }

    private static RowPrediction PlanRow(IEnumerable<LayerPlan> layers, long rowFloats, bool activatesOutput)
    {
        if (rowFloats > RowStackFloats)
            return RowPrediction.AsBlock;
        int? operations = layers.Aggregate((int?)0, (sum, layer) => sum + layer.RowOperations);
        return !activatesOutput && operations <= JitBudget.LaneOperations ? RowPrediction.InOneMethod : RowPrediction.LayerByLayer;
    }

    /// <summary>The same for a net with a loss, whose targets and numbers per row lie behind the buffers and count as well.</summary>
    public PredictionPlan With(LossPlan loss) => this with
    {
        OnStack = OnStack && (BlockRows * (RowFloats + Panels.Padded(loss.Width))) + loss.RowLength <= StackFloats,
    };
}

/// <summary>How a single row is predicted.</summary>
internal enum RowPrediction
{
    /// <summary>All layers in one straight-line method: for tiny nets, where calls take longer than what they do.</summary>
    InOneMethod,

    /// <summary>A call for each layer.</summary>
    LayerByLayer,

    /// <summary>As a block of one row, with a buffer of the net: for wide ones.</summary>
    AsBlock,
}

/// <summary>What a trainer needs.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Clip">The bound on gradients, if any.</param>
/// <param name="ParameterLength">The floats of the parameters, padding included: from one of the optimizer's states to the next.</param>
/// <param name="DenseStart">Where those begin that every step uses; before them is a table of which it uses a few rows.</param>
/// <param name="WorkspaceLength">The floats of the trainer's workspace.</param>
/// <param name="RowLosses">Where the losses of rows are.</param>
/// <param name="PaddedInput">Where the padded input is, if the first layer needs one.</param>
/// <param name="LossOutputs">Where the outputs are copied for the loss, if it would overwrite what the backward pass reads.</param>
/// <param name="FusesUpdate">Whether a train step updates each part of the parameters as soon as its gradient is there.</param>
/// <param name="StripLength">The floats that each worker needs for copies while it computes gradients.</param>
/// <param name="BlockRows">So many rows go through a part at a time; null where all do.</param>
/// <param name="RowsParts">The parts of the passes over the rows.</param>
/// <param name="Sharing">Which phases of a step its threads share.</param>
internal sealed record TrainingPlan(
    LossPlan Loss,
    OptimizerDeclaration Optimizer,
    ClipDeclaration? Clip,
    int ParameterLength,
    int DenseStart,
    int WorkspaceLength,
    Region RowLosses,
    Region? PaddedInput,
    Region? LossOutputs,
    bool FusesUpdate,
    int StripLength,
    int? BlockRows,
    EquatableArray<RowsPart> RowsParts,
    StepSharing Sharing)
{
    /// <summary>Half a megabyte, of which a second-level cache holds as much or twice as much.</summary>
    private const int CacheFloats = 128 * 1024;

    /// <summary>The fewest rows for which reading a layer's weights pays.</summary>
    private const int FewestBlockRows = 8;

    /// <summary>The floats of the parameters that every step uses.</summary>
    public int DenseLength => ParameterLength - DenseStart;

    /// <summary>The parameters of a method that updates, behind its places: the optimizer's numbers, and what gradients are scaled by.</summary>
    public string UpdateParameters => Optimizer.NumberParameters + (Clip is { ByNorm: true } ? ", float gradientScale" : "");

    /// <summary>The arguments for them.</summary>
    public string UpdateArguments => Optimizer.NumberArguments + (Clip is { ByNorm: true } ? ", gradientScale" : "");

    /// <summary>Parameters and as many gradients and moments stay in the cache between two passes as long as they are fewer than this, 16 kB each.</summary>
    private const int FewParameters = 4 * 1024;

    /// <summary>
    /// How many rows go through a part at a time: all (null), unless what layers give and its derivatives do not stay in the cache from one layer to the next, and the weights, which
    /// each block reads, do. Where the update is fused, the bounds that allow it are found for all rows at once.
    /// </summary>
    public static int? PlanBlockRows(IReadOnlyList<LayerPlan> layers, int batchSize, long parameterLength, bool fusesUpdate)
    {
        long rowFloats = layers[0].InputStride + layers.Sum(layer => 2L * layer.OutputStride);
        int rows = (int)Math.Max(FewestBlockRows, CacheFloats / rowFloats / FewestBlockRows * FewestBlockRows);
        return fusesUpdate || rowFloats * batchSize <= CacheFloats || parameterLength > CacheFloats / 4 || rows >= batchSize ? null : rows;
    }

    /// <summary>
    /// Whether the update can be fused with the gradients, and pays. It cannot where it needs the norm of the whole gradient; and as a step that
    /// is not finite must change nothing, not where a penalty makes the gradient more than a product whose bound is known beforehand.
    /// </summary>
    public static bool CanFuseUpdate(ClipDeclaration? clip, bool hasPenalties, long parameterLength) =>
        clip is not { ByNorm: true } && !hasPenalties && parameterLength >= FewParameters;
}
