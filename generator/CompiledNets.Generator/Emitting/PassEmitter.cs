using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Optimizers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints the phases of a training step. Each is shared out among workers who own what they write, so that nothing is summed across them.</summary>
internal static class PassEmitter
{
    public static void Emit(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Summary("The phases of a training step, in their order.");
        using (writer.Block("public static class Pass"))
        {
            if (net.Layers.Any(layer => layer.NeedsPreparation))
            {
                EmitPrepare(writer, net);
                writer.Separate();
            }

            if (net.Sparse is { } sparse)
                EmitCollect(writer, sparse);
            writer.Summary("Where targets are put before the rows are computed.");
            writer.Line(KernelText.Optimized);
            writer.Line($"public static ref float Targets(ref float workspace) => ref At(ref workspace, {net.LastLayer.Path}.Delta);");
            RowsEmitter.Emit(writer, net, training);
            EmitTotal(writer, training);
            EmitGradients(writer, net, training);
            if (training.Optimizer.DecaysWeights)
                EmitParameterCheck(writer, net, training);
            EmitUpdate(writer, training);
            if (net.Sparse is { } table)
                EmitSparse(writer, table, training);
            if (net.Couplings.Any())
                EmitStatisticsUpdate(writer, net);
            if (net.HasPenalties)
                EmitPenalty(writer, net);
        }
    }

    private static void EmitPrepare(CodeWriter writer, NetPlan net)
    {
        writer.Summary("What is derived from the parameters: transposed weights, for the gradients by what came in.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void Prepare(ref float parameters, ref float workspace, int worker, int workers)"))
        {
            foreach (LayerPlan layer in net.Layers)
                layer.EmitPrepare(writer);
        }
    }

    private static void EmitCollect(CodeWriter writer, ISparseTable sparse)
    {
        writer.Summary($"Which rows of {sparse.Table.Name} the batch uses; the gradients of those that the last one used are cleared.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void Collect(ref float workspace, ref float gradients, ref float inputs, int rows)"))
            sparse.EmitCollect(writer);
        writer.Separate();
    }

    private static void EmitTotal(CodeWriter writer, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary("The sum of the losses of all rows.");
        using (writer.Kernel("TotalLoss", "ref float workspace, int rows", "double"))
            writer.Line($"return OutputLoss.Total<V>(ref At(ref workspace, {training.RowLosses.Offset}), rows, 0);");
    }

    private static void EmitGradients(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        string strip = training.StripLength > 0 ? "ref float strip, " : "";
        writer.Separate();
        writer.Summary("A worker's share of the gradients of all tensors, from all rows; whether they are finite.");
        using (writer.Kernel(
            "Gradients", $"ref float parameters, ref float workspace, ref float inputs, {strip}ref float gradients, int rows, int worker, int workers", "bool"))
        {
            writer.Line("bool finite = true;");
            for (int i = 0; i < net.Layers.Count; i++)
                net.Layers[i].EmitGradients(writer, RowsEmitter.Source(net, training, i, null));
            writer.Line("return finite;");
        }

        if (!training.FusesUpdate)
            return;
        string numbers = training.Optimizer.NumberArguments;
        writer.Separate();
        writer.Summary("The same gradients, when they are known to be finite, and the update of the parameters that they belong to.");
        using (writer.Kernel(
            "GradientsAndUpdate",
            $"ref float parameters, ref float workspace, ref float inputs, {strip}ref float gradients, ref float state, int rows, int worker, int workers{training.Optimizer.NumberParameters}"))
        {
            for (int i = 0; i < net.Layers.Count; i++)
                net.Layers[i].EmitGradientsAndUpdate(writer, RowsEmitter.Source(net, training, i, null), numbers);
        }
    }

    private static void EmitParameterCheck(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary("Whether a worker's share of the parameters is finite: weight decay can drive them out of bounds while their gradients are finite.");
        string workspace = net.Sparse is null ? "" : "ref float workspace, ", start = training.DenseStart > 0 ? $"{training.DenseStart} + " : "";
        using (writer.Kernel("AreFinite", $"ref float parameters, {workspace}int worker, int workers", "bool"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({training.DenseLength}, {Panels.Width}, worker, workers);");
            string areFinite = $"{KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref parameters, {start}share.Start), share.End - share.Start);";
            if (net.Sparse is null)
            {
                writer.Line("return " + areFinite);
                return;
            }

            writer.Line("bool finite = " + areFinite);
            net.Sparse.EmitCheck(writer);
            writer.Line("return finite;");
        }
    }

    private static void EmitUpdate(CodeWriter writer, TrainingPlan training)
    {
        OptimizerDeclaration optimizer = training.Optimizer;
        writer.Separate();
        writer.Summary($"{optimizer.WrittenName} on the parameters [start, end): {optimizer.Formula}.");
        using (writer.KernelApart("Update", $"ref float parameters, ref float gradients, ref float state, int start, int end{training.UpdateParameters}"))
        using (writer.Block("for (int i = start; i < end; i += V.Count)"))
            UpdateEmitter.EmitVector(writer, training, "i");
    }

    private static void EmitSparse(CodeWriter writer, ISparseTable sparse, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary($"The same on a worker's share of the rows of {sparse.Table.Name} that the batch used.");
        using (writer.Kernel(
            "UpdateUsed", $"ref float parameters, ref float workspace, ref float gradients, ref float state, int worker, int workers{training.UpdateParameters}"))
            sparse.EmitUpdate(writer, training.UpdateArguments);
        if (training.Clip is not { ByNorm: true })
            return;
        writer.Separate();
        writer.Summary("The sum of the squares of all gradients.");
        using (writer.Kernel("SumOfSquares", "ref float workspace, ref float gradients", "double"))
        {
            writer.Line($"double squares = {KernelText.Simd}Reductions.SumOfSquares<V>(ref At(ref gradients, {training.DenseStart}), {training.DenseLength});");
            sparse.EmitSquares(writer);
            writer.Line("return squares;");
        }
    }

    private static void EmitStatisticsUpdate(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("What the net keeps of the batch whose gradients are applied: averages over batches, which it predicts with.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void UpdateStatistics(ref float parameters, ref float workspace)"))
        {
            foreach (ICouplesRows layer in net.Couplings)
                layer.EmitStatisticsUpdate(writer);
        }
    }

    private static void EmitPenalty(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("The penalties on weights, which are part of the loss.");
        using (writer.Kernel("Penalty", "ref float parameters", "double"))
        {
            writer.Line("double penalty = 0;");
            foreach (TensorPlan tensor in net.Tensors.Where(tensor => !tensor.Penalty.IsEmpty))
            {
                string arguments = $"ref At(ref parameters, {tensor.Region.Offset}), {tensor.Region.PaddedLength}";
                writer.Line($"// {tensor.Name}");
                if (tensor.Penalty.L2 > 0)
                    writer.Line($"penalty += {Literal.Double(tensor.Penalty.L2)} * {KernelText.Simd}Reductions.SumOfSquares<V>({arguments});");
                if (tensor.Penalty.L1 > 0)
                    writer.Line($"penalty += {Literal.Double(tensor.Penalty.L1)} * {KernelText.Simd}Reductions.SumOfMagnitudes<V>({arguments});");
            }

            writer.Line("return penalty;");
        }
    }
}
