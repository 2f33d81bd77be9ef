using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.BatchNorm;

/// <summary>A planned batch normalisation.</summary>
/// <param name="Batch">Where a trainer keeps what it works out from all rows: arrays with a value for each column.</param>
/// <param name="RowSums">Where it keeps what each row of an image adds to them.</param>
/// <param name="Columns">A row's channels, as vectors see them.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Momentum">The weight of a batch in the running statistics.</param>
/// <param name="HasBiasGradient">Whether the gradient by the bias is not always 0.</param>
internal sealed record BatchNormPlan(
    string Name,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    Region Batch,
    Region RowSums,
    EquatableArray<TensorPlan> Tensors,
    ChannelColumns Columns,
    double Epsilon,
    double Momentum,
    bool HasBiasGradient = true)
    : LayerPlan(Name, "BatchNorm", InputLayout, InputStride, OutputLayout, Output, Delta, Tensors), ICouplesRows
{
    /// <summary>The arrays in <see cref="Batch"/>: mean, variance, unbiased variance; the gradients by weight and bias, and what the one by the input needs of them.</summary>
    public const int BatchArrays = 7;

    /// <summary>The arrays in a row's <see cref="RowSums"/>.</summary>
    public const int RowArrays = 2;

    public int Channels => Input.Sizes[0];

    public TensorPlan Weight => Tensors[0];

    private TensorPlan Bias => Tensors[1];

    public override long MultiplyAdds => OutputSize;

    public override string Kernels => Columns.ArePairs ? "channels in lanes, two positions at a time" : "channels in lanes";

    public override bool KeepsOutput => false;

    public override bool HasGradients => true;

    public override bool PredictsInPlace => true;

    public override bool IgnoresShifts => true;

    public override LayerPlan WithoutBiasGradient() => this with { HasBiasGradient = false };

    public int CoupledValues => Columns.Count;

    public int FewestRows => GathersRows ? 1 : 2;

    public bool GathersRows => Columns.Positions > 1;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        bool isTrained = training is not null;
        writer.Line($"public const int Weight = {Weight.Region.Offset}, Bias = {Bias.Region.Offset}; // in the parameters{(isTrained ? " and their gradients" : "")}");
        writer.Line($"public const int RunningMean = Statistics + {Tensors[2].Region.Offset}, RunningVariance = Statistics + {Tensors[3].Region.Offset}; // behind the parameters");
        if (isTrained)
        {
            string[] names = ["Mean", "Variance", "UnbiasedVariance", "WeightSum", "BiasSum", "DeltaMean", "Slope"];
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}{(GathersRows ? $", RowSums = {RowSums.Offset}" : "")}; // in the workspace");
            writer.Line($"public const int {string.Join(", ", names.Select((name, i) => $"{name} = {Batch.Offset + (i * Columns.Count)}"))}; // of the batch");
        }

        BatchNormEmitter.EmitNormalize(writer, this);
        if (isTrained)
            BatchNormEmitter.EmitTraining(writer, this);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Normalize<V>({Weights}, ref At(ref parameters, {Path}.RunningMean), ref At(ref parameters, {Path}.RunningVariance), {source}, {destination}, {rows});");

    public void EmitGather(CodeWriter writer, string source)
    {
        if (GathersRows)
            writer.Line($"{Path}.Gather<V>({source}, {RowSumsOf("start")}, count);");
    }

    public void EmitCouple(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Couple<V>({(GathersRows ? $"ref At(ref workspace, {Path}.RowSums)" : source)}, ref workspace, rows, worker, workers);");

    public override void EmitForward(CodeWriter writer, string source) =>
        writer.Line($"{Path}.Normalize<V>({Weights}, {OfBatch("Mean")}, {OfBatch("Variance")}, {source}, {RowsOf("Output")}, count);");

    public void EmitGatherBackward(CodeWriter writer, string source)
    {
        if (GathersRows)
            writer.Line($"{Path}.GatherBackward<V>({source}, {RowsOf("Delta")}, {OfBatch("Mean")}, {RowSumsOf("start")}, count);");
    }

    public void EmitCoupleBackward(CodeWriter writer, string source) => writer.Line(GathersRows
        ? $"{Path}.CoupleBackward<V>(ref At(ref workspace, {Path}.RowSums), ref workspace, rows, worker, workers);"
        : $"{Path}.CoupleBackward<V>({source}, ref At(ref workspace, {Path}.Delta), ref workspace, rows, worker, workers);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.InputGradient<V>(ref At(ref parameters, {Path}.Weight), ref workspace, {source}, {RowsOf("Delta")}, {sourceDelta}, count);");
    }

    public override void EmitGradients(CodeWriter writer, string source)
    {
        writer.Line("if (worker == 0)");
        writer.Line($"    finite &= {Path}.Gradients<V>(ref parameters, ref workspace, ref gradients);");
    }

    public void EmitStatisticsUpdate(CodeWriter writer)
    {
        foreach ((string running, string batch) in new[] { ("RunningMean", "Mean"), ("RunningVariance", "UnbiasedVariance") })
            writer.Line($"global::CompiledNets.Nets.RunningStatistics.Update(ref At(ref parameters, {Path}.{running}), {OfBatch(batch)}, {Channels}, {Literal.Double(Momentum)});");
    }

    private string Weights => $"ref At(ref parameters, {Path}.Weight), ref At(ref parameters, {Path}.Bias)";

    private string OfBatch(string array) => $"ref At(ref workspace, {Path}.{array})";

    private string RowSumsOf(string row) => $"ref At(ref workspace, {Path}.RowSums + {row} * {RowArrays * Columns.Count})";
}
