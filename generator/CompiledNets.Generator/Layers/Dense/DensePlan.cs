using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>A planned dense layer, z = x·W + b. Its weight is kept as <c>[in, units]</c>, in panels, and transposed as <c>[units, in]</c>.</summary>
/// <param name="Forward">z, or y where f is fused.</param>
/// <param name="InputGradient">The gradient by x; none for a first layer.</param>
/// <param name="WeightGradient">The gradient by W.</param>
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
    OuterProduct WeightGradient)
    : AffinePlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, PreActivation, Transposed, Tensors, Function)
{
    public override long MultiplyAdds => Input.Length * OutputSize;

    public override string Kernels => "forward " + (Forward.Blocks == 1 ? "" : $"{Forward.Blocks} blocks, each ")
        + Forward.Tile + (Forward.Row == Forward.Tile ? "" : $", one row {Forward.Row}");

    public override bool CanFuseUpdate => HasBiasGradient;

    public override int StripLength => WeightGradient.Packing?.StripLength ?? 0;

    protected override void EmitForwardKernels(CodeWriter writer) => MatrixProductEmitter.Emit(writer, Forward);

    protected override void EmitTrainingKernels(CodeWriter writer, TrainingPlan training)
    {
        if (InputGradient is not null)
        {
            MatrixProductEmitter.Emit(writer, InputGradient);
            WeightTransposeEmitter.Emit(writer, "Transpose", WeightGradient.Rows, WeightGradient.Columns);
        }

        OuterProductEmitter.Emit(writer, WeightGradient, training);
        if (HasBiasGradient)
            ColumnSumEmitter.Emit(writer, "BiasGradient", WeightGradient);
        EmitGradientsMethod(writer);
        if (training.FusesUpdate)
            EmitGradientsAndUpdateMethod(writer, training);
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

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), {CopyArguments}ref gradients, rows, worker, workers);");

    public override void EmitGradientsAndUpdate(CodeWriter writer, string source, string numbers) => writer.Line(
        $"{Path}.GradientsAndUpdate<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), {CopyArguments}ref gradients, ref state, rows, worker, workers{numbers});");

    /// <summary>What both methods take besides where the product reads copies, each followed by a comma.</summary>
    private string CopyArguments => WeightGradient.Packing is null ? "" : "ref workspace, ref strip, ";

    private string CopyParameters => WeightGradient.Packing is null ? "" : "ref float workspace, ref float strip, ";

    private void EmitGradientsMethod(CodeWriter writer)
    {
        writer.Separate();
        writer.Summary(GradientsSummary);
        using (writer.Kernel("Gradients", $"ref float parameters, ref float x, ref float d, {CopyParameters}ref float gradients, int rows, int worker, int workers", "bool"))
        {
            writer.Line("bool finite = true;");
            WeightGradientEmitter.Emit(writer, WeightGradient, "Weight", "x", "d", Weight.Penalty);
            EmitBiasGradient(writer);
            writer.Line("return finite;");
        }
    }

    private void EmitGradientsAndUpdateMethod(CodeWriter writer, TrainingPlan training)
    {
        OuterProduct product = WeightGradient;
        string numbers = training.Optimizer.NumberArguments;
        writer.Separate();
        writer.Summary("The same gradients, known to be finite, and the update of each panel while its gradient is in the cache.");
        using (writer.Kernel(
            "GradientsAndUpdate",
            $"ref float parameters, ref float x, ref float d, {CopyParameters}ref float gradients, ref float state, int rows, int worker, int workers{training.Optimizer.NumberParameters}"))
        {
            string sources = WeightGradientEmitter.EmitShare(writer, product, "x", "d");
            writer.Line("int begin = 0;");
            if (product.HasWholeStrip)
            {
                using (writer.Block($"if ({OuterProductEmitter.UpdatesBeside})"))
                using (writer.Block($"for (; begin + {OuterProductEmitter.StripWidth} <= {product.PaddedColumns}; begin += {OuterProductEmitter.StripWidth})"))
                    writer.Line($"{product.Name}AndUpdate<V>({sources}, ref parameters, ref gradients, ref state, rows, begin, share.Start, share.End{numbers});");
                writer.Line();
            }

            writer.Line($"int group = V.Count == {Panels.Width} ? {TileShape.Vectors * Panels.Width} : {Panels.Width}; // whole panels, and whole strips");
            using (writer.Block($"for (int first = begin; first < {product.PaddedColumns}; first += group)"))
            {
                writer.Line($"int end = global::System.Math.Min(first + group, {product.PaddedColumns});");
                WeightGradientEmitter.EmitStrips(writer, product, "Weight", sources, "first", "end");
                using (writer.Block($"for (int panel = first / {Panels.Width}; panel < end / {Panels.Width}; panel++)"))
                {
                    writer.Line($"int offset = Weight + panel * {product.PanelLength};");
                    writer.Line($"Pass.Update<V>(ref parameters, ref gradients, ref state, offset + share.Start * {Panels.Width}, offset + share.End * {Panels.Width}{numbers});");
                }
            }

            using (writer.Block("if (worker == 0)"))
            {
                writer.Line("BiasGradient<V>(ref d, ref At(ref gradients, Bias), rows);");
                writer.Line($"Pass.Update<V>(ref parameters, ref gradients, ref state, Bias, Bias + {product.PaddedColumns}{numbers});");
            }
        }
    }
}
