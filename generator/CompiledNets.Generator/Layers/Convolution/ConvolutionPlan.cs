using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers.Pool;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>
/// A planned convolution, z = x ∗ W + b. Its weight is kept as <c>[taps, filters]</c>, in panels, and transposed, for each place of the kernel, as
/// <c>[filters, channels]</c>; or filter by filter where it is trained with a pool.
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
    /// <summary>How it is trained with a max pool right behind it; null otherwise.</summary>
    public ConvolutionPeaks? Peaks { get; init; }

    public override long MultiplyAdds => Forward.Shape.MultiplyAdds;

    public override string Kernels => "forward " + Forward + (Peaks is { } peaks ? $"; gradients from the peaks of {peaks.Pool.Name}" : "");

    public override RowAxes OutputAxes => OutputShape.Rank == 2 ? RowAxes.Signal : RowAxes.Unsaid;

    protected override void EmitForwardKernels(CodeWriter writer) => ConvolutionProductEmitter.Emit(writer, Forward);

    protected override bool HasDelta => Peaks is null;

    protected override RowLayout DeltaLayout => Peaks?.Pool.OutputLayout ?? OutputLayout;

    public override int StripLength => Peaks?.WeightGradient.CopyLength ?? 0;

    public override long GradientMultiplyAdds => Peaks?.WeightGradient.MultiplyAdds ?? MultiplyAdds;

    /// <summary>With a max pool the convolution takes its derivatives as they are, and the pool notes where they belong in the place for those of the convolution, which has more than enough room.</summary>
    public override (LayerPlan Layer, LayerPlan Behind)? TrainedWith(LayerPlan behind, MemoryMap workspace, Unroll unroll) =>
        behind is PoolPlan pool && ConvolutionPeaks.Of(this, pool, workspace, unroll) is { } peaks ? (this with { Peaks = peaks }, peaks.Pool) : null;

    protected override void EmitTrainingKernels(CodeWriter writer, TrainingPlan training)
    {
        if (Peaks is { } peaks)
        {
            PeakGradientsEmitter.Emit(writer, this, peaks);
        }
        else
        {
            if (InputGradient is not null)
                ConvolutionInputGradientEmitter.Emit(writer, InputGradient);
            ConvolutionWeightGradientEmitter.Emit(writer, WeightGradient);
        }

        if (HasBiasGradient)
            PixelSumEmitter.Emit(writer, DeltaLayout);
        EmitGradientsMethod(writer);
    }

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (Peaks is { } peaks)
            PeakGradientsEmitter.EmitBackward(writer, this, peaks, sourceDelta);
        else
            base.EmitBackward(writer, source, sourceDelta);
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(Peaks is { } peaks
        ? PeakGradientsEmitter.Call(this, peaks, source)
        : $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), ref gradients, rows, worker, workers);");

    private void EmitGradientsMethod(CodeWriter writer)
    {
        ConvolutionShape shape = Forward.Shape;
        writer.Separate();
        writer.Summary(GradientsSummary);
        if (Peaks is { } peaks)
        {
            using (PeakGradientsEmitter.GradientsKernel(writer, peaks))
            {
                PeakGradientsEmitter.EmitWeightGradient(writer, this, peaks);
                EmitBiasGradient(writer);
                writer.Line("return finite;");
            }

            return;
        }

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
