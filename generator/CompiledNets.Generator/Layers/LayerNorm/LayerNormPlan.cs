using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.LayerNorm;

/// <summary>A planned layer normalisation. Each step is a padded row of features of its own; a row of features has one step.</summary>
/// <param name="Moments">Where a trainer keeps each step's mean and 1/√(variance + ε).</param>
/// <param name="Epsilon">ε.</param>
internal sealed record LayerNormPlan(
    string Name,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    Region Moments,
    EquatableArray<TensorPlan> Tensors,
    double Epsilon)
    : LayerPlan(Name, "LayerNorm", InputLayout, InputStride, OutputLayout, Output, Delta, Tensors)
{
    /// <summary>The numbers that are kept of a step.</summary>
    public const int MomentsOfStep = 2;

    /// <summary>The values that are normalised together.</summary>
    public int Features => Input.Sizes[Input.Rank - 1];

    /// <summary>From a step to the next, also from a row's last one to the next row's first.</summary>
    public int StepStride => Panels.Padded(Features);

    public TensorPlan Weight => Tensors[0];

    private TensorPlan Bias => Tensors[1];

    /// <summary>The steps of a row.</summary>
    private int Steps => OutputStride / StepStride;

    public override long MultiplyAdds => OutputSize;

    public override string Kernels => "three passes over the features: mean, variance, values";

    public override bool KeepsOutput => false;

    public override bool HasGradients => true;

    public override RowAxes OutputAxes => Input.Rank == 2 ? RowAxes.Sequence : RowAxes.Unsaid;

    public override bool PredictsInPlace => true;

    public override bool TakesStepsApart => true;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        writer.Line($"public const int Weight = {Weight.Region.Offset}, Bias = {Bias.Region.Offset}; // in the parameters{(training is null ? "" : " and their gradients")}");
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}, Moments = {Moments.Offset}; // in the workspace");
        LayerNormEmitter.EmitForward(writer, this, isTrained: training is not null);
        if (training is not null)
            LayerNormEmitter.EmitBackward(writer, this);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Predict<V>({ForwardWeights}, {source}, {destination}, {Count(rows)});");

    public override void EmitForward(CodeWriter writer, string source) =>
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {RowsOf("Output")}, {MomentsFrom("start")}, {Count("count")});");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.InputGradient<V>(ref At(ref parameters, {Path}.Weight), {source}, {RowsOf("Delta")}, {MomentsFrom("start")}, {sourceDelta}, {Count("count")});");
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), ref At(ref workspace, {Path}.Moments), ref gradients, {Count("rows")}, worker, workers);");

    private string ForwardWeights => $"ref At(ref parameters, {Path}.Weight), ref At(ref parameters, {Path}.Bias)";

    private string Count(string rows) => Steps == 1 ? rows : $"{rows} * {Steps}";

    private string MomentsFrom(string row) => $"ref At(ref workspace, {Path}.Moments + {row} * {MomentsOfStep * Steps})";
}
