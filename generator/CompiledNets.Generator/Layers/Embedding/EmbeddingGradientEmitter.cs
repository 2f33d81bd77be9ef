using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>Prints what an embedding's training needs: the gradient of the rows that were used, their norm, check and update; or of all rows, with a penalty.</summary>
internal static class EmbeddingGradientEmitter
{
    public const string UsedRows = "global::CompiledNets.Memory.UsedRows";

    private const string Used = UsedRows + ".Of(ref At(ref workspace, Used))";

    public static void Emit(CodeWriter writer, EmbeddingPlan layer, TrainingPlan training)
    {
        EmitGradients(writer, layer);
        EmitSum(writer, layer);
        if (!layer.Table.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, layer.Table.Penalty);
        if (layer.Sparse is null)
            return;
        EmitUpdate(writer, layer, training);
        if (training.Clip is { ByNorm: true })
            EmitSumOfSquares(writer, layer);
        if (training.Optimizer.DecaysWeights)
            EmitCheck(writer, layer);
    }

    private static void EmitGradients(CodeWriter writer, EmbeddingPlan layer)
    {
        bool isSparse = layer.Sparse is not null;
        string ownRows = $"for (int row = worker; row < {layer.Vocabulary}; row += workers)";
        writer.Separate();
        writer.Summary($"The gradients of a worker's rows of the table, {(isSparse ? "those that were used; the others are zero" : "all of them, because of the penalty")}. A row is the worker's whose number it has, modulo workers.");
        using (writer.Kernel(
            "Gradients", "ref float parameters, ref float indices, ref float d, ref float workspace, ref float gradients, int rows, int worker, int workers", "bool"))
        {
            if (!isSparse)
            {
                writer.Line(ownRows);
                writer.Line($"    global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref At(ref gradients, Weight + row * {layer.Stride}), {layer.Stride}).Clear();");
            }

            writer.Line($"Sum<V>(ref indices, ref d, ref At(ref gradients, Weight), rows * {layer.Time}, worker, workers);");
            writer.Line("bool finite = true;");
            using (writer.Block(isSparse ? $"foreach (int row in {Used})" : ownRows))
            {
                if (isSparse)
                {
                    writer.Line("if (row % workers != worker)");
                    writer.Line("    continue;");
                }

                writer.Line($"ref float g = ref At(ref gradients, Weight + row * {layer.Stride});");
                if (layer.Width % Panels.Width != 0)
                {
                    int lastPanel = layer.Stride - Panels.Width;
                    writer.Line($"for (int column = {lastPanel}; column < {layer.Stride}; column += V.Count) // the padding stays zero");
                    writer.Line($"    V.Store({KernelText.Simd}LaneMask.Below<V>(column, {layer.Width}) & V.Load(ref g, column), ref g, column);");
                }

                if (!layer.Table.Penalty.IsEmpty)
                    writer.Line($"PenaltyGradient<V>(ref At(ref parameters, Weight + row * {layer.Stride}), ref g, {layer.Stride});");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref g, {layer.Stride});");
            }

            writer.Line("return finite;");
        }
    }

    private static void EmitSum(CodeWriter writer, EmbeddingPlan layer)
    {
        writer.Separate();
        writer.Summary($"dW[x] += d, for a worker's rows of the table, one index after the other: [count] and [count, {layer.Width}] → [{layer.Vocabulary}, {layer.Width}].");
        using (writer.KernelApart("Sum", "ref float indices, ref float d, ref float gradient, int count, int worker, int workers"))
        {
            writer.Line(EmbeddingEmitter.Index);
            using (writer.Block("for (int i = 0; i < count; i++)"))
            {
                writer.Line($"int row = {EmbeddingEmitter.IndexAt};");
                using (writer.Block("if (workers == 1 || row % workers == worker)"))
                {
                    writer.Line($"ref float g = ref At(ref gradient, row * {layer.Stride});");
                    writer.Line($"for (int column = 0; column < {layer.Stride}; column += V.Count)");
                    writer.Line("    V.Store(V.Load(ref g, column) + V.Load(ref d, column), ref g, column);");
                }

                writer.Line();
                writer.Line($"d = ref At(ref d, {layer.Stride});");
            }
        }
    }

    private static void EmitUpdate(CodeWriter writer, EmbeddingPlan layer, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary("The update of a worker's share of the rows that were used.");
        using (writer.Kernel(
            "Update", $"ref float parameters, ref float workspace, ref float gradients, ref float state, int worker, int workers{training.UpdateParameters}"))
        using (EmitShareLoop(writer))
        {
            writer.Line($"int start = Weight + row * {layer.Stride};");
            writer.Line($"Pass.Update<V>(ref parameters, ref gradients, ref state, start, start + {layer.Stride}{training.UpdateArguments});");
        }
    }

    private static void EmitSumOfSquares(CodeWriter writer, EmbeddingPlan layer)
    {
        writer.Separate();
        writer.Summary("The sum of the squares of the gradients of the rows that were used, in the order of their first use.");
        using (writer.Kernel("SumOfSquares", "ref float workspace, ref float gradients", "double"))
        {
            writer.Line("double sum = 0;");
            writer.Line($"foreach (int row in {Used})");
            writer.Line($"    sum += {KernelText.Simd}Reductions.SumOfSquares<V>(ref At(ref gradients, Weight + row * {layer.Stride}), {layer.Stride});");
            writer.Line("return sum;");
        }
    }

    private static void EmitCheck(CodeWriter writer, EmbeddingPlan layer)
    {
        writer.Separate();
        writer.Summary("Whether a worker's share of the rows that were used is finite.");
        using (writer.Kernel("AreFinite", "ref float parameters, ref float workspace, int worker, int workers", "bool"))
        {
            writer.Line("bool finite = true;");
            using (EmitShareLoop(writer))
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref parameters, Weight + row * {layer.Stride}), {layer.Stride});");
            writer.Line("return finite;");
        }
    }

    /// <summary>A loop over a worker's share of the rows that were used.</summary>
    private static CodeWriter.Closer EmitShareLoop(CodeWriter writer)
    {
        writer.Line($"global::System.ReadOnlySpan<int> used = {Used};");
        writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of(used.Length, 1, worker, workers);");
        return writer.Block("foreach (int row in used.Slice(share.Start, share.End - share.Start))");
    }
}
