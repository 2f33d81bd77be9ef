using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>
/// A planned layer that computes y = f(z) with z linear in its weight and its bias: a dense layer or a convolution. For the input gradient a trainer keeps
/// the weight transposed, too.
/// </summary>
/// <param name="PreActivation">Where a trainer keeps z, if f's derivative needs it.</param>
/// <param name="Transposed">Where a trainer keeps the transposed weight; none for a first layer.</param>
/// <param name="Function">f.</param>
internal abstract record AffinePlan(
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
    ActivationFunction Function)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, Tensors)
{
    public TensorPlan Weight => Tensors[0];

    private TensorPlan Bias => Tensors[1];

    /// <summary>Whether the gradient by b is not always 0.</summary>
    public bool HasBiasGradient { get; init; } = true;

    public sealed override bool KeepsOutput => !Function.IsLinear && PreActivation is null;

    public sealed override bool NeedsPreparation => Transposed is not null;

    public sealed override bool HasGradients => true;

    /// <summary>Whether it is given d, and not what a layer behind is given.</summary>
    protected virtual bool HasDelta => true;

    /// <summary>A row of what the gradients are computed from.</summary>
    protected virtual RowLayout DeltaLayout => OutputLayout;

    /// <summary>Whether f takes a pass of its own, after z.</summary>
    protected bool IsActivatedApart => !Function.IsFusable;

    public sealed override LayerPlan WithoutBiasGradient() => Function.IsLinear ? this with { HasBiasGradient = false } : this;

    /// <summary>The references that the forward kernels begin with.</summary>
    protected string ForwardWeights => $"ref At(ref parameters, {Path}.Weight), ref At(ref parameters, {Path}.Bias)";

    public sealed override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        writer.Line($"public const int Weight = {Weight.Region.Offset}, Bias = {Bias.Region.Offset}; // in the parameters and their gradients");
        if (training is not null)
        {
            writer.Line($"public const int Output = {Output.Offset}{(HasDelta ? $", Delta = {Delta.Offset}" : "")}"
                + (PreActivation is { } kept ? $", PreActivation = {kept.Offset}" : "")
                + (Transposed is { } transposed ? $", Transposed = {transposed.Offset}" : "") + "; // in the workspace");
        }

        EmitForwardKernels(writer);
        ActivationEmitter.Emit(writer, Function, OutputLayout.Length, training is not null, gradientWidth: DeltaLayout.Length);
        if (training is null)
            return;
        EmitTrainingKernels(writer, training);
        if (!Weight.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, Weight.Penalty);
    }

    /// <summary>z, or y where f is fused: <c>Forward</c>.</summary>
    protected abstract void EmitForwardKernels(CodeWriter writer);

    /// <summary><c>InputGradient</c> and <c>Transpose</c> unless the layer is the first, and <c>Gradients</c>.</summary>
    protected abstract void EmitTrainingKernels(CodeWriter writer, TrainingPlan training);

    public sealed override void EmitPredict(CodeWriter writer, string source, string destination, string rows)
    {
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {destination}, {rows});");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({destination}, {destination}, {rows});");
    }

    public sealed override void EmitForward(CodeWriter writer, string source)
    {
        string sums = RowsOf(PreActivation is null ? "Output" : "PreActivation");
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {sums}, count);");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({sums}, {RowsOf("Output")}, count);");
    }

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (!Function.IsLinear)
            writer.Line($"{Path}.ActivationGradient<V>({RowsOf(PreActivation is null ? "Output" : "PreActivation")}, {RowsOf("Delta")}, {RowsOf("Delta")}, count);");
        if (sourceDelta is not null && Transposed is not null)
            writer.Line($"{Path}.InputGradient<V>(ref At(ref workspace, {Path}.Transposed), {RowsOf("Delta")}, {sourceDelta}, count);");
    }

    public sealed override void EmitPrepare(CodeWriter writer)
    {
        if (Transposed is not null)
            writer.Line($"{Path}.Transpose(ref At(ref parameters, {Path}.Weight), ref At(ref workspace, {Path}.Transposed), worker, workers);");
    }

    /// <summary>What <c>Gradients</c> computes, for its documentation.</summary>
    protected string GradientsSummary => "The gradients of a worker's share of the weight"
        + (HasBiasGradient ? ", and for the first worker of the bias" : "; that of the bias is 0, because the next layer ignores shifts") + "; whether all of them are finite.";

    /// <summary>The bias's part of <c>Gradients</c>, which <c>BiasGradient</c> computes for the first worker; the references to it and to d are in scope.</summary>
    protected void EmitBiasGradient(CodeWriter writer)
    {
        if (!HasBiasGradient)
            return;
        using (writer.Block("if (worker == 0)"))
        {
            writer.Line("BiasGradient<V>(ref d, ref At(ref gradients, Bias), rows);");
            writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Bias), {Panels.Padded(Bias.Shape[0])});");
        }
    }
}
