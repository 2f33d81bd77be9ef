using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// A planned convolution. Its weight is kept as <c>[taps, filters]</c>, in panels; for the input gradient a trainer also keeps it transposed, for each place
/// of the kernel <c>[filters, channels]</c>.
/// </summary>
/// <param name="PreActivation">Where a trainer keeps z = x ∗ W + b, if f's derivative needs it.</param>
/// <param name="Transposed">Where a trainer keeps the transposed weight; none for a first layer.</param>
/// <param name="Function">f.</param>
/// <param name="Forward">z, or y where f is fused.</param>
/// <param name="InputGradient">The gradient by x; none for a first layer.</param>
/// <param name="WeightGradient">The gradient by W.</param>
internal sealed record ConvolutionPlan(
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
    ConvolutionProduct Forward,
    ConvolutionInputGradient? InputGradient,
    ConvolutionWeightGradient WeightGradient)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, Tensors)
{
    public TensorPlan Weight => Tensors[0];

    private TensorPlan Bias => Tensors[1];

    public override long MultiplyAdds => Forward.Shape.MultiplyAdds;

    public override string Kernels => "forward " + Forward;

    public override bool KeepsOutput => !Function.IsLinear && PreActivation is null;

    public override bool NeedsPreparation => Transposed is not null;

    private bool IsActivatedApart => !Function.IsFusable;

    public override bool HasGradients => true;

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

        ConvolutionProductEmitter.Emit(writer, Forward);
        ActivationEmitter.Emit(writer, Function, OutputLayout.Length, isTrained);
        if (!isTrained)
            return;
        if (InputGradient is not null)
            ConvolutionInputGradientEmitter.Emit(writer, InputGradient);
        ConvolutionWeightGradientEmitter.Emit(writer, WeightGradient);
        PixelSumEmitter.Emit(writer, Forward.Shape);
        EmitGradientsMethod(writer);
        if (!Weight.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, Weight.Penalty);
    }

    private void EmitGradientsMethod(CodeWriter writer)
    {
        ConvolutionShape shape = Forward.Shape;
        writer.Separate();
        writer.Summary("The gradients of a worker's share of the weight, and for the first worker of the bias; whether all of them are finite.");
        using (writer.Kernel("Gradients", "ref float parameters, ref float x, ref float d, ref float gradients, int rows, int worker, int workers", "bool"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({ConvolutionWeightGradientEmitter.BoxCount(WeightGradient)}, 1, worker, workers);");
            writer.Line("bool finite = true;");
            using (writer.Block("for (int box = share.Start; box < share.End; box++)"))
            {
                writer.Line("int first, places; // the box's first row of the gradient, and its places, whose rows lie together");
                ConvolutionWeightGradientEmitter.EmitByRegisters(writer, WeightGradient, boxes =>
                {
                    ConvolutionWeightGradientEmitter.EmitBox(writer, WeightGradient, boxes);
                    using (writer.Block($"for (int panel = 0; panel < {Panels.Count(shape.Filters)}; panel++)"))
                    using (writer.Block("for (int place = 0; place < places; place++)"))
                    {
                        writer.Line($"int offset = Weight + panel * {shape.PanelLength} + (first + place * {boxes.PlaceRows}) * {Panels.Width};");
                        int length = boxes.TapsOfPlace * Panels.Width;
                        if (!Weight.Penalty.IsEmpty)
                            writer.Line($"PenaltyGradient<V>(ref At(ref parameters, offset), ref At(ref gradients, offset), {length});");
                        writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, offset), {length});");
                    }
                });
            }

            using (writer.Block("if (worker == 0)"))
            {
                writer.Line("BiasGradient<V>(ref d, ref At(ref gradients, Bias), rows);");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Bias), {Panels.Padded(shape.Filters)});");
            }

            writer.Line("return finite;");
        }
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows)
    {
        writer.Line($"{Path}.Forward<V>({ForwardWeights}, {source}, {destination}, {rows});");
        if (IsActivatedApart)
            writer.Line($"{Path}.Activate<V>({destination}, {destination}, {rows});");
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
            writer.Line($"{Path}.ActivationGradient<V>({RowsOf(PreActivation is null ? "Output" : "PreActivation")}, {RowsOf("Delta")}, {RowsOf("Delta")}, count);");
        if (sourceDelta is not null && InputGradient is not null)
            writer.Line($"{Path}.InputGradient<V>(ref At(ref workspace, {Path}.Transposed), {RowsOf("Delta")}, {sourceDelta}, count);");
    }

    public override void EmitPrepare(CodeWriter writer)
    {
        if (Transposed is not null)
            writer.Line($"{Path}.Transpose(ref At(ref parameters, {Path}.Weight), ref At(ref workspace, {Path}.Transposed), worker, workers);");
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), ref gradients, rows, worker, workers);");

    private string ForwardWeights => $"ref At(ref parameters, {Path}.Weight), ref At(ref parameters, {Path}.Bias)";
}
