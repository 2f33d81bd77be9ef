using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// A planned convolution, z = x ∗ W + b. Its weight is kept as <c>[taps, filters]</c>, in panels, and transposed, for each place of the kernel, as
/// <c>[filters, channels]</c>.
/// </summary>
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
    : AffinePlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, PreActivation, Transposed, Tensors, Function)
{
    public override long MultiplyAdds => Forward.Shape.MultiplyAdds;

    public override string Kernels => "forward " + Forward;

    public override RowAxes OutputAxes => OutputShape.Rank == 2 ? RowAxes.Signal : RowAxes.Unsaid;

    protected override void EmitForwardKernels(CodeWriter writer) => ConvolutionProductEmitter.Emit(writer, Forward);

    protected override void EmitTrainingKernels(CodeWriter writer, TrainingPlan training)
    {
        if (InputGradient is not null)
            ConvolutionInputGradientEmitter.Emit(writer, InputGradient);
        ConvolutionWeightGradientEmitter.Emit(writer, WeightGradient);
        if (HasBiasGradient)
            PixelSumEmitter.Emit(writer, Forward.Shape);
        EmitGradientsMethod(writer);
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), ref gradients, rows, worker, workers);");

    private void EmitGradientsMethod(CodeWriter writer)
    {
        ConvolutionShape shape = Forward.Shape;
        writer.Separate();
        writer.Summary(GradientsSummary);
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
                        writer.Line($"const int length = {boxes.TapsOfPlace * Panels.Width};");
                        WeightGradientEmitter.EmitCheck(writer, Weight.Penalty);
                    }
                });
            }

            EmitBiasGradient(writer);
            writer.Line("return finite;");
        }
    }
}
