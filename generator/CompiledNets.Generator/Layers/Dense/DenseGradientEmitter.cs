using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>Prints what a dense layer's training needs around its products: the gradients of one worker's share, the penalty, the transposed weight.</summary>
internal static class DenseGradientEmitter
{
    public static void Emit(CodeWriter writer, DensePlan layer, TrainingPlan training)
    {
        OuterProductEmitter.Emit(writer, layer.WeightGradient, training);
        if (layer.HasBiasGradient)
            ColumnSumEmitter.Emit(writer, "BiasGradient", layer.WeightGradient);
        EmitGradients(writer, layer);
        if (training.FusesUpdate)
            EmitGradientsAndUpdate(writer, layer, training);
        if (!layer.Weight.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, layer.Weight.Penalty);
        if (layer.Transposed is not null)
            WeightTransposeEmitter.Emit(writer, "Transpose", layer.WeightGradient.Rows, layer.WeightGradient.Columns);
    }

    /// <summary>The parameters of both methods that a product with copies has besides, each followed by a comma.</summary>
    private static string CopyParameters(DensePlan layer) => layer.WeightGradient.Packing is null ? "" : "ref float workspace, ref float strip, ";

    private static void EmitGradients(CodeWriter writer, DensePlan layer)
    {
        OuterProduct product = layer.WeightGradient;
        writer.Separate();
        writer.Summary($"The gradients of a worker's share of the weight{(layer.HasBiasGradient ? ", and for the first worker of the bias" : "; that of the bias is 0, because the next layer ignores shifts")}; whether all of them are finite.");
        using (writer.Kernel(
            "Gradients", $"ref float parameters, ref float x, ref float d, {CopyParameters(layer)}ref float gradients, int rows, int worker, int workers", "bool"))
        {
            EmitShare(writer, product);
            using (writer.Block($"for (int column = 0; column < {product.PaddedColumns}; column += {OuterProductEmitter.StripWidth})"))
                EmitStripCall(writer, product);
            writer.Line("bool finite = true;");
            using (writer.Block($"for (int panel = 0; panel < {Panels.Count(product.Columns)}; panel++)"))
            {
                writer.Line($"int offset = Weight + panel * {product.PanelLength} + share.Start * {Panels.Width};");
                writer.Line($"int length = (share.End - share.Start) * {Panels.Width};");
                if (!layer.Weight.Penalty.IsEmpty)
                    writer.Line("PenaltyGradient<V>(ref At(ref parameters, offset), ref At(ref gradients, offset), length);");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, offset), length);");
            }

            if (layer.HasBiasGradient)
            {
                using (writer.Block("if (worker == 0)"))
                {
                    writer.Line("BiasGradient<V>(ref d, ref At(ref gradients, Bias), rows);");
                    writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Bias), {product.PaddedColumns});");
                }
            }

            writer.Line("return finite;");
        }
    }

    private static void EmitGradientsAndUpdate(CodeWriter writer, DensePlan layer, TrainingPlan training)
    {
        OuterProduct product = layer.WeightGradient;
        string numbers = training.Optimizer.NumberArguments;
        writer.Separate();
        writer.Summary("The same gradients, known to be finite, and the update of each panel while its gradient is in the cache.");
        using (writer.Kernel(
            "GradientsAndUpdate",
            $"ref float parameters, ref float x, ref float d, {CopyParameters(layer)}ref float gradients, ref float state, int rows, int worker, int workers{training.Optimizer.NumberParameters}"))
        {
            EmitShare(writer, product);
            writer.Line("int begin = 0;");
            if (product.HasWholeStrip)
            {
                string sources = product.Packing is null ? "ref x, ref d" : "ref source, ref d, ref strip";
                using (writer.Block($"if ({OuterProductEmitter.UpdatesBeside})"))
                using (writer.Block($"for (; begin + {OuterProductEmitter.StripWidth} <= {product.PaddedColumns}; begin += {OuterProductEmitter.StripWidth})"))
                    writer.Line($"{product.Name}AndUpdate<V>({sources}, ref parameters, ref gradients, ref state, rows, begin, share.Start, share.End{numbers});");
                writer.Line();
            }

            writer.Line($"int group = V.Count == {Panels.Width} ? {TileShape.Vectors * Panels.Width} : {Panels.Width}; // whole panels, and whole strips");
            using (writer.Block($"for (int first = begin; first < {product.PaddedColumns}; first += group)"))
            {
                writer.Line($"int end = global::System.Math.Min(first + group, {product.PaddedColumns});");
                using (writer.Block($"for (int column = first; column < end; column += {OuterProductEmitter.StripWidth})"))
                    EmitStripCall(writer, product);
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

    /// <summary>A worker's share of the weight's rows; copies of x for it, if the product reads some.</summary>
    private static void EmitShare(CodeWriter writer, OuterProduct product)
    {
        writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({product.Rows}, 1, worker, workers);");
        if (product.Packing is not { } packing)
            return;
        writer.Line($"ref float source = ref At(ref workspace, {packing.Transposed.Offset});");
        writer.Line($"{product.Name}Source(ref x, ref source, rows, share.Start, share.End);");
    }

    private static void EmitStripCall(CodeWriter writer, OuterProduct product)
    {
        string sources = product.Packing is null ? "ref x, ref d" : "ref source, ref d, ref strip";
        writer.Line($"{product.Name}<V>({sources}, ref At(ref gradients, Weight), rows, column, share.Start, share.End);");
    }
}
