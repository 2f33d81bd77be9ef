using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>A planned dense layer. Its weight is kept as <c>[in, units]</c>, in panels; for the input gradient a trainer also keeps it transposed.</summary>
/// <param name="PreActivation">Where a trainer keeps z = x·W + b, if f's derivative needs it.</param>
/// <param name="Transposed">Where a trainer keeps Wᵀ, <c>[units, in]</c> in panels; none for a first layer.</param>
/// <param name="Function">f.</param>
/// <param name="Forward">z, or y where f is fused.</param>
/// <param name="InputGradient">The gradient by x; none for a first layer.</param>
/// <param name="WeightGradient">The gradient by W.</param>
/// <param name="HasBiasGradient">Whether the gradient by b is not always 0.</param>
internal sealed record DensePlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    Region? PreActivation,
    Region? Transposed,
    EquatableArray<TensorPlan> Tensors,
    ActivationFunction Function,
    MatrixProduct Forward,
    MatrixProduct? InputGradient,
    OuterProduct WeightGradient,
    bool HasBiasGradient = true)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, Tensors)
{
    public TensorPlan Weight => Tensors[0];

    private TensorPlan Bias => Tensors[1];

    private int Inputs => (int)Input.Length;

    public override long MultiplyAdds => (long)Inputs * OutputSize;

    public override string Kernels => "forward " + (Forward.Blocks == 1 ? "" : $"{Forward.Blocks} blocks, each ")
        + Forward.Tile + (Forward.Row == Forward.Tile ? "" : $", one row {Forward.Row}");

    public override bool KeepsOutput => !Function.IsLinear && PreActivation is null;

    public override bool NeedsPreparation => Transposed is not null;

    private bool IsActivatedApart => !Function.IsFusable;

    public override bool HasGradients => true;

    public override bool CanFuseUpdate => HasBiasGradient;

    public override LayerPlan WithoutBiasGradient() => Function.IsLinear ? this with { HasBiasGradient = false } : this;

    public override int StripLength => WeightGradient.Packing?.StripLength ?? 0;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        bool isTrained = training is not null;
        writer.Line($"public const int Weight = {Weight.Region.Offset}, Bias = {Bias.Region.Offset}; // in the parameters and their gradients");
        if (isTrained)
        {
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}"
                + (PreActivation is { } kept ? $", PreActivation = {kept.Offset}" : "")
                + (Transposed is { } transposed ? $", Transposed = {transposed.Offset}" : "") + "; // in the workspace");
        }

        MatrixProductEmitter.Emit(writer, Forward);
        ActivationEmitter.Emit(writer, Function, OutputSize, isTrained);
        if (training is null)
            return;
        if (InputGradient is not null)
            MatrixProductEmitter.Emit(writer, InputGradient);
        DenseGradientEmitter.Emit(writer, this, training);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows)
    {
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {destination}, {rows});");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({destination}, {destination}, {rows});");
    }

    public override void EmitPredictRow(CodeWriter writer, string source, string destination)
    {
        writer.Line($"{Path}.ForwardRow<V>({ForwardWeights}, {source}, {destination});");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({destination}, {destination}, 1);");
    }

    public override int? RowOperations => IsActivatedApart ? null : Forward.RowOperations;

    public override void EmitWholeRow(CodeWriter writer, bool isOutput)
    {
        writer.Line($"ref float weight = ref At(ref parameters, {Path}.Weight);");
        writer.Line($"ref float bias = ref At(ref parameters, {Path}.Bias);");
        MatrixProductEmitter.EmitWholeRow(writer, Forward, $"{Path}.Activation", isOutput);
    }

    public override void EmitForward(CodeWriter writer, string source)
    {
        string sums = RowsOf(PreActivation is null ? "Output" : "PreActivation");
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {sums}, count);");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({sums}, {RowsOf("Output")}, count);");
    }

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (!Function.IsLinear)
        {
            writer.Line($"{Path}.ActivationGradient<V>({RowsOf(PreActivation is null ? "Output" : "PreActivation")}, {RowsOf("Delta")}, {RowsOf("Delta")}, count);");
        }

        if (sourceDelta is not null && InputGradient is not null)
            writer.Line($"{Path}.InputGradient<V>(ref At(ref workspace, {Path}.Transposed), {RowsOf("Delta")}, {sourceDelta}, count);");
    }

    public override void EmitPrepare(CodeWriter writer)
    {
        if (Transposed is not null)
            writer.Line($"{Path}.Transpose(ref At(ref parameters, {Path}.Weight), ref At(ref workspace, {Path}.Transposed), worker, workers);");
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), {CopyArguments}ref gradients, rows, worker, workers);");

    public override void EmitGradientsAndUpdate(CodeWriter writer, string source, string numbers) => writer.Line(
        $"{Path}.GradientsAndUpdate<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), {CopyArguments}ref gradients, ref state, rows, worker, workers{numbers});");

    private string CopyArguments => WeightGradient.Packing is null ? "" : "ref workspace, ref strip, ";

    private string ForwardWeights => $"ref At(ref parameters, {Path}.Weight), ref At(ref parameters, {Path}.Bias)";
}
