using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>Prints what a dense layer's training needs around its products: the gradients of one worker's share, the penalty, the transposed weight.</summary>
internal static class DenseGradientEmitter
{
    public static void Emit(CodeWriter writer, DensePlan layer)
    {
        EmitGradients(writer, layer);
        EmitBiasGradient(writer, layer);
        if (!layer.Weight.Penalty.IsEmpty)
            EmitPenaltyGradient(writer, layer);
        if (layer.Transposed is not null)
            EmitTranspose(writer, layer);
    }

    private static void EmitGradients(CodeWriter writer, DensePlan layer)
    {
        OuterProduct product = layer.WeightGradient;
        writer.Separate();
        writer.Summary("The gradients of a worker's share of the weight, and for the first worker of the bias; whether all of them are finite.");
        using (writer.Kernel("Gradients", "ref float parameters, ref float x, ref float d, ref float gradients, int rows, int worker, int workers", "bool"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({product.Rows}, 1, worker, workers);");
            writer.Line($"{product.Name}<V>(ref x, ref d, ref At(ref gradients, Weight), rows, share.Start, share.End);");
            writer.Line("bool finite = true;");
            using (writer.Block($"for (int panel = 0; panel < {Panels.Count(product.Columns)}; panel++)"))
            {
                writer.Line($"int offset = Weight + panel * {product.PanelLength} + share.Start * {Panels.Width};");
                writer.Line($"int length = (share.End - share.Start) * {Panels.Width};");
                if (!layer.Weight.Penalty.IsEmpty)
                    writer.Line("PenaltyGradient<V>(ref At(ref parameters, offset), ref At(ref gradients, offset), length);");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, offset), length);");
            }

            using (writer.Block("if (worker == 0)"))
            {
                writer.Line("BiasGradient<V>(ref d, ref At(ref gradients, Bias), rows);");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Bias), {product.DeltaStride});");
            }

            writer.Line("return finite;");
        }
    }

    private static void EmitBiasGradient(CodeWriter writer, DensePlan layer)
    {
        OuterProduct product = layer.WeightGradient;
        writer.Separate();
        writer.Summary($"db = Σ d over the rows of the batch, [rows, {product.Columns}] → [{product.Columns}].");
        using (writer.Kernel("private", "void", "BiasGradient", [], "ref float d, ref float gradient, int rows"))
        using (writer.Block($"for (int column = 0; column < {product.DeltaStride}; column += V.Count)"))
        {
            writer.Line("V sum = V.Zero;");
            writer.Line("ref float value = ref At(ref d, column);");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line("sum = sum + V.Load(ref value, 0);");
                writer.Line($"value = ref At(ref value, {product.DeltaStride});");
            }

            writer.Line("V.Store(sum, ref gradient, column);");
        }
    }

    private static void EmitPenaltyGradient(CodeWriter writer, DensePlan layer)
    {
        double l1 = layer.Weight.Penalty.L1, l2 = layer.Weight.Penalty.L2;
        writer.Separate();
        writer.Summary("The penalty's gradient: g ← g"
            + (l2 > 0 ? $" + 2·{Literal.Short(l2)}·w" : "") + (l1 > 0 ? $" + {Literal.Short(l1)}·sign(w)" : "") + ".");
        using (writer.Kernel("private", "void", "PenaltyGradient", [], "ref float weight, ref float gradient, int length"))
        using (writer.Block("for (int i = 0; i < length; i += V.Count)"))
        {
            writer.Line("V w = V.Load(ref weight, i);");
            writer.Line("V g = V.Load(ref gradient, i);");
            if (l2 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(2 * l2)}), w, g);");
            if (l1 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(l1)}), {KernelText.Simd}VectorMath.Sign(w), g);");
            writer.Line("V.Store(g, ref gradient, i);");
        }
    }

    private static void EmitTranspose(CodeWriter writer, DensePlan layer)
    {
        OuterProduct product = layer.WeightGradient;
        writer.Separate();
        writer.Summary($"Wᵀ from W, a worker's share: [{product.Rows}, {product.Columns}] → [{product.Columns}, {product.Rows}], both in panels.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void Transpose(ref float weight, ref float transposed, int worker, int workers)"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({Panels.Count(product.Rows)}, 1, worker, workers);");
            writer.Line($"global::CompiledNets.Memory.PanelLayout.Transpose(ref weight, ref transposed, {product.Rows}, {product.Columns}, share.Start, share.End);");
        }
    }
}
