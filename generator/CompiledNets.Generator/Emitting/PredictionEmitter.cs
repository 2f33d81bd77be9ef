using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints the pass from inputs to outputs that Predict and ComputeLoss share.</summary>
internal static class PredictionEmitter
{
    /// <summary>Whether the last layer writes where the caller wants the outputs, because a row has no padding.</summary>
    private static bool WritesOutputs(NetPlan net) => net.OutputSize == net.OutputStride;

    private static bool EndsEven(NetPlan net) => (net.Layers.Count - 1) % 2 == 0;

    /// <summary>The floats of scratch for so many rows.</summary>
    public static long ScratchLength(NetPlan net, long rows) => (rows * net.Prediction.RowFloats) + LossScratchLength(net, rows);

    private static long LossScratchLength(NetPlan net, long rows) =>
        net.Training is { } training ? (rows * net.OutputStride) + training.Loss.RowLength : 0;

    /// <summary>Prints the call of a kernel that ends in <c>ref float scratch</c>, with scratch from the stack or from the net's pool.</summary>
    public static void EmitWithScratch(CodeWriter writer, NetPlan net, string kernel, string arguments, bool forLoss = false)
    {
        string result = forLoss ? "double total = " : "";
        if (net.Prediction.OnStack)
        {
            long perRow = net.Prediction.RowFloats + (forLoss ? net.OutputStride : 0);
            string rowLosses = forLoss ? $" + {net.Training!.Loss.RowLength}" : "";
            writer.Line($"global::System.Span<float> scratchSpan = stackalloc float[global::System.Math.Min(rows, {net.Prediction.BlockRows}) * {perRow}{rowLosses}];");
            writer.Line("ref float scratch = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(scratchSpan);");
            writer.Dispatch(result, "Kernels." + kernel, arguments + ", ref scratch");
            return;
        }

        if (forLoss)
            writer.Line("double total;");
        writer.Line("global::CompiledNets.Memory.AlignedBuffer scratch = scratchPool.Rent();");
        writer.Dispatch(forLoss ? "total = " : "", "Kernels." + kernel, arguments + ", ref scratch.Start");
        writer.Line("scratchPool.Return(scratch);");
    }

    public static void Emit(CodeWriter writer, NetPlan net)
    {
        EmitPredict(writer, net);
        if (net.Prediction.Row != RowPrediction.AsBlock)
            EmitPredictRow(writer, net);
        if (net.Training is { } training)
            EmitComputeLoss(writer, net, training);
        EmitForward(writer, net);
        if (net.FusedOutput is { } fused)
        {
            writer.Separate();
            writer.Summary("What Predict's outputs go through last; training fuses it with the loss.");
            using (writer.Block("private static class OutputActivation"))
                ActivationEmitter.Emit(writer, fused, net.OutputSize, isTrained: false);
        }
    }

    private static void EmitPredict(CodeWriter writer, NetPlan net)
    {
        writer.Summary($"Outputs of all rows, a block at a time: [rows, {net.InputSize}] → [rows, {net.OutputSize}].");
        using (writer.Kernel("Predict", "ref float parameters, ref float inputs, ref float outputs, int rows, ref float scratch"))
        {
            EmitBuffers(writer, net);
            using (writer.Block($"for (int row = 0; row < rows; row += {net.Prediction.BlockRows})"))
            {
                writer.Line($"int count = global::System.Math.Min({net.Prediction.BlockRows}, rows - row);");
                writer.Line($"ref float x = ref At(ref inputs, row * {net.InputSize});");
                string outputs = $"ref At(ref outputs, row * {net.OutputSize})";
                string last = WritesOutputs(net) ? outputs : EndsEven(net) ? "ref even" : "ref odd";
                writer.Line($"Forward<V>(ref parameters, ref x, ref even, ref odd, {last}, count);");
                if (net.FusedOutput is not null)
                    writer.Line($"OutputActivation.Activate<V>({last}, {last}, count);");
                if (!WritesOutputs(net))
                    writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyOut({last}, {outputs}, count, {net.OutputSize}, {net.OutputStride});");
            }
        }
    }

    private static void EmitPredictRow(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("Room on the stack for what two layers of a single row write.");
        writer.Line($"[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Sequential, Size = {net.Prediction.RowFloats} * sizeof(float))]");
        using (writer.Block("private struct RowBuffer"))
            writer.Line("public float First;");
        writer.Separate();
        writer.Summary($"A single row: [{net.InputSize}] → [{net.OutputSize}].");
        using (writer.Kernel("PredictRow", "ref float parameters, ref float input, ref float output"))
        {
            writer.Line("RowBuffer buffer = default;");
            writer.Line("ref float even = ref buffer.First; // what the first layer writes, the third, …; and the second, the fourth, …");
            writer.Line($"ref float odd = ref At(ref even, {net.Prediction.EvenStride});");
            if (net.Prediction.Row == RowPrediction.InOneMethod)
                EmitWholeRow(writer, net);
            else
                EmitRowByLayers(writer, net);
        }
    }

    private static void EmitWholeRow(CodeWriter writer, NetPlan net)
    {
        string source = "ref input";
        for (int i = 0; i < net.Layers.Count; i++)
        {
            bool isLast = i == net.Layers.Count - 1;
            string destination = isLast ? "ref output" : i % 2 == 0 ? "ref even" : "ref odd";
            using (writer.Block($"// {net.Layers[i].Name}"))
            {
                writer.Line($"ref float x = {source};");
                writer.Line($"ref float y = {destination};");
                net.Layers[i].EmitWholeRow(writer, isLast);
            }

            source = destination;
        }
    }

    private static void EmitRowByLayers(CodeWriter writer, NetPlan net)
    {
        string source = "ref input", last = "";
        if (net.CopiesInput)
        {
            writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyIn(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref input, {net.InputSize}), ref odd, {net.InputSize}, {net.FirstStride});");
            source = "ref odd";
        }

        for (int i = 0; i < net.Layers.Count; i++)
        {
            last = i == net.Layers.Count - 1 && WritesOutputs(net) ? "ref output" : i % 2 == 0 ? "ref even" : "ref odd";
            net.Layers[i].EmitPredictRow(writer, source, last);
            source = last;
        }

        if (net.FusedOutput is not null)
            writer.Line($"OutputActivation.Activate<V>({last}, {last}, 1);");
        if (!WritesOutputs(net))
            EmitOutput(writer, net, last);
    }

    private static void EmitOutput(CodeWriter writer, NetPlan net, string last)
    {
        if (net.OutputSize > Panels.Width)
        {
            writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy({last}, ref output, {net.OutputSize});");
            return;
        }

        writer.Line();
        for (int i = 0; i < net.OutputSize; i++)
            writer.Line($"At(ref output, {i}) = At({last}, {i});");
    }

    private static void EmitBuffers(CodeWriter writer, NetPlan net)
    {
        writer.Line("ref float even = ref scratch; // what the first layer writes, the third, …; and the second, the fourth, …");
        writer.Line($"ref float odd = ref At(ref scratch, global::System.Math.Min(rows, {net.Prediction.BlockRows}) * {net.Prediction.EvenStride});");
    }

    private static void EmitComputeLoss(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary("The sum of the losses of all rows, a block at a time; targets or labels, whichever has as many as there are rows.");
        using (writer.Kernel(
            "ComputeLoss",
            "ref float parameters, ref float inputs, global::System.ReadOnlySpan<float> targets, global::System.ReadOnlySpan<int> labels, int rows, ref float scratch",
            "double"))
        {
            EmitBuffers(writer, net);
            writer.Line($"ref float delta = ref At(ref scratch, global::System.Math.Min(rows, {net.Prediction.BlockRows}) * {net.Prediction.RowFloats});");
            writer.Line($"ref float rowLosses = ref At(ref delta, global::System.Math.Min(rows, {net.Prediction.BlockRows}) * {net.OutputStride});");
            writer.Line("double total = 0;");
            using (writer.Block($"for (int row = 0; row < rows; row += {net.Prediction.BlockRows})"))
            {
                writer.Line($"int count = global::System.Math.Min({net.Prediction.BlockRows}, rows - row);");
                string last = EndsEven(net) ? "ref even" : "ref odd";
                writer.Line($"Forward<V>(ref parameters, ref At(ref inputs, row * {net.InputSize}), ref even, ref odd, {last}, count);");
                EmitTargets(writer, net, training, "row", "count", "ref delta");
                writer.Line($"OutputLoss.Rows<V>({last}, ref delta, ref rowLosses, count, 0f);");
                writer.Line("total = OutputLoss.Total<V>(ref rowLosses, count, total);");
            }

            writer.Line("return total;");
        }
    }

    /// <summary>Prints how targets, or labels, are laid out in padded rows.</summary>
    public static void EmitTargets(CodeWriter writer, NetPlan net, TrainingPlan training, string row, string count, string destination)
    {
        string copy = $"global::CompiledNets.Memory.PaddedRows.CopyIn(targets.Slice({row} * {net.OutputSize}, {count} * {net.OutputSize}), {destination}, {net.OutputSize}, {net.OutputStride});";
        if (!training.Loss.TakesLabels)
        {
            writer.Line(copy);
            return;
        }

        writer.Line("if (labels.IsEmpty)");
        writer.Line("    " + copy);
        writer.Line("else");
        writer.Line($"    global::CompiledNets.Memory.PaddedRows.OneHot(labels.Slice({row}, {count}), {destination}, {net.OutputStride});");
    }

    private static void EmitForward(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("The layers in turn, for rows that fit the buffers.");
        using (writer.Kernel("private", "void", "Forward", [], "ref float parameters, ref float x, ref float even, ref float odd, ref float last, int rows"))
        {
            string source = "ref x";
            if (net.CopiesInput)
            {
                writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyIn(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref x, rows * {net.InputSize}), ref odd, {net.InputSize}, {net.FirstStride});");
                source = "ref odd";
            }

            for (int i = 0; i < net.Layers.Count; i++)
            {
                LayerPlan layer = net.Layers[i];
                string destination = i == net.Layers.Count - 1 ? "ref last" : i % 2 == 0 ? "ref even" : "ref odd";
                layer.EmitPredict(writer, source, destination, "rows");
                source = destination;
            }
        }
    }
}
