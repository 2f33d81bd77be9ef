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

            writer.Summary("Where targets are put before the rows are computed.");
            writer.Line(KernelText.Optimized);
            writer.Line($"public static ref float Targets(ref float workspace) => ref At(ref workspace, {net.LastLayer.Path}.Delta);");
            writer.Separate();
            EmitRows(writer, net, training);
            EmitTotal(writer, training);
            EmitGradients(writer, net, training);
            if (training.Optimizer.DecaysWeights)
                EmitParameterCheck(writer, net);
            EmitUpdate(writer, training);
            if (net.HasPenalties)
                EmitPenalty(writer, net);
        }
    }

    /// <summary>The rows that a layer reads, from row <paramref name="start"/> on, or all.</summary>
    private static string Source(NetPlan net, TrainingPlan training, int layer, string? start) => layer switch
    {
        > 0 => $"ref At(ref workspace, {net.Layers[layer - 1].Path}.Output{Rows(start, net.Layers[layer - 1].OutputStride)})",
        _ when training.PaddedInput is { } padded => $"ref At(ref workspace, {padded.Offset}{Rows(start, net.FirstStride)})",
        _ when start is null => "ref inputs",
        _ => $"ref At(ref inputs, {start} * {net.FirstStride})",
    };

    private static string Rows(string? start, int stride) => start is null ? "" : $" + {start} * {stride}";

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

    private static void EmitRows(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        LayerPlan last = net.LastLayer;
        writer.Summary("Forward, loss and backward for the rows [start, end): everything for which a row needs no other row. The last delta holds the targets."
            + (training.FusesUpdate ? "\nWhether what these rows add to the gradients is so small that no gradient can be infinite." : ""));
        using (writer.Kernel(
            "Rows", $"ref float parameters, ref float workspace, ref float inputs, int start, int end, float scale{(net.DrawsNumbers ? ", int seed, long step" : "")}", training.FusesUpdate ? "bool" : "void"))
        {
            writer.Line("int count = end - start;");
            if (training.PaddedInput is { } padded)
            {
                writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyIn(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref At(ref inputs, start * {net.InputSize}), count * {net.InputSize}), "
                    + $"ref At(ref workspace, {padded.Offset} + start * {net.FirstStride}), {net.InputSize}, {net.FirstStride});");
            }

            for (int i = 0; i < net.Layers.Count; i++)
                net.Layers[i].EmitForward(writer, Source(net, training, i, "start"));
            writer.Line();
            string outputs = last.RowsOf("Output");
            if (training.LossOutputs is { } copy)
            {
                string destination = $"ref At(ref workspace, {copy.Offset} + start * {net.OutputStride})";
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy({outputs}, {destination}, count * {net.OutputStride});");
                outputs = destination;
            }

            writer.Line($"OutputLoss.Rows<V>({outputs}, {last.RowsOf("Delta")}, ref At(ref workspace, {training.RowLosses.Offset} + start), count, scale);");
            writer.Line();
            for (int i = net.Layers.Count - 1; i >= 0; i--)
                net.Layers[i].EmitBackward(writer, Source(net, training, i, "start"), net.Layers.Take(i).Any(layer => layer.HasGradients) ? net.Layers[i - 1].RowsOf("Delta") : null);
            if (training.FusesUpdate)
                EmitBounds(writer, net, training);
        }
    }

    private static void EmitBounds(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Line();
        writer.Line("bool isBounded = true;");
        for (int i = 0; i < net.Layers.Count; i++)
        {
            LayerPlan layer = net.Layers[i];
            if (layer.HasGradients)
            {
                writer.Line($"isBounded &= {KernelText.Simd}Reductions.HaveBoundedProducts<V>("
                    + $"{Source(net, training, i, "start")}, count * {layer.InputStride}, {layer.RowsOf("Delta")}, count * {layer.OutputStride});");
            }
        }

        writer.Line("return isBounded;");
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
                net.Layers[i].EmitGradients(writer, Source(net, training, i, null));
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
                net.Layers[i].EmitGradientsAndUpdate(writer, Source(net, training, i, null), numbers);
        }
    }

    private static void EmitParameterCheck(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("Whether a worker's share of the parameters is finite: weight decay can drive them out of bounds while their gradients are finite.");
        using (writer.Kernel("AreFinite", "ref float parameters, int worker, int workers", "bool"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({net.ParameterLength}, {Panels.Width}, worker, workers);");
            writer.Line($"return {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref parameters, share.Start), share.End - share.Start);");
        }
    }

    private static void EmitUpdate(CodeWriter writer, TrainingPlan training)
    {
        OptimizerDeclaration optimizer = training.Optimizer;
        writer.Separate();
        writer.Summary($"{optimizer.WrittenName} on the parameters [start, end): {optimizer.Formula}.");
        string clip = training.Clip is { ByNorm: true } ? ", float gradientScale" : "";
        using (writer.KernelApart("Update", $"ref float parameters, ref float gradients, ref float state, int start, int end{optimizer.NumberParameters}{clip}"))
        using (writer.Block("for (int i = start; i < end; i += V.Count)"))
            UpdateEmitter.EmitVector(writer, training, "i");
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
