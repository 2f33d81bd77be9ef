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

    /// <summary>The buffer that a layer writes to, as a reference.</summary>
    private static string Buffer(NetPlan net, int layer) => "ref " + BufferPlan.Name(net.Prediction.Buffers.OfLayers[layer]);

    /// <summary>What a layer reads besides what comes in.</summary>
    private static string? Other(NetPlan net, int layer) => net.Layers[layer].AlsoReads is var other and >= 0 ? Buffer(net, other) : null;

    private static string LastBuffer(NetPlan net) => Buffer(net, net.Layers.Count - 1);

    private static string BufferReferences(NetPlan net, string prefix) =>
        string.Join(", ", net.Prediction.Buffers.Strides.Select((_, buffer) => prefix + BufferPlan.Name(buffer)));

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
        if (net.Streaming is { } streaming)
            StreamingEmitter.EmitKernel(writer, net, streaming);
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
                string last = WritesOutputs(net) ? outputs : LastBuffer(net);
                writer.Line($"Forward<V>(ref parameters, ref x, {BufferReferences(net, "ref ")}, {last}, count);");
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
            EmitBuffers(writer, net, "buffer.First", rows: null);
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
            string destination = isLast ? "ref output" : Buffer(net, i);
            if (destination == source && net.Layers[i].RowOperations == 0)
                continue;
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
            source = EmitInputCopy(writer, net, $"ref input, {net.InputSize}");
        }

        for (int i = 0; i < net.Layers.Count; i++)
        {
            last = i == net.Layers.Count - 1 && WritesOutputs(net) ? "ref output" : Buffer(net, i);
            EmitScratch(writer, net, i);
            net.Layers[i].EmitPredictRow(writer, source, Other(net, i), last);
            source = last;
        }

        if (net.FusedOutput is not null)
            writer.Line($"OutputActivation.Activate<V>({last}, {last}, 1);");
        if (!WritesOutputs(net))
            EmitOutput(writer, last, net.OutputSize);
    }

    /// <summary>Prints the reference to what a layer needs besides.</summary>
    private static void EmitScratch(CodeWriter writer, NetPlan net, int layer)
    {
        if (net.Prediction.Buffers.OfScratch[layer] is >= 0 and int buffer)
            writer.Line($"ref float {net.Layers[layer].ScratchName} = ref {BufferPlan.Name(buffer)};");
    }

    /// <summary>Prints the copy of a row's values to <c>output</c>, the caller's.</summary>
    public static void EmitOutput(CodeWriter writer, string last, int size)
    {
        if (size > Panels.Width)
        {
            writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy({last}, ref output, {size});");
            return;
        }

        writer.Line();
        if (size == Panels.Width)
        {
            writer.Line($"for (int column = 0; column < {Panels.Width}; column += V.Count)");
            writer.Line($"    V.Store(V.Load({last}, column), ref output, column);");
            return;
        }

        for (int i = 0; i < size; i++)
            writer.Line($"At(ref output, {i}) = At({last}, {i});");
    }

    /// <summary>Prints the buffers of a block of rows, or of a single one, from <paramref name="start"/> on.</summary>
    private static void EmitBuffers(CodeWriter writer, NetPlan net, string start = "scratch", string? rows = "block")
    {
        if (rows is not null)
            writer.Line($"int {rows} = global::System.Math.Min(rows, {net.Prediction.BlockRows});");
        long offset = 0;
        for (int buffer = 0; buffer < net.Prediction.Buffers.Strides.Count; buffer++)
        {
            string place = offset == 0 ? start : $"At(ref {start}, {(rows is null ? "" : rows + " * ")}{offset})";
            writer.Line($"ref float {BufferPlan.Name(buffer)} = ref {place};");
            offset += net.Prediction.Buffers.Strides[buffer];
        }
    }

    /// <summary>Prints the copy of unpadded rows of input into their buffer, which is the result.</summary>
    private static string EmitInputCopy(CodeWriter writer, NetPlan net, string source)
    {
        string buffer = "ref " + BufferPlan.Name(net.Prediction.Buffers.OfInput);
        writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyIn(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan({source}), {buffer}, {net.InputSize}, {net.FirstStride});");
        return buffer;
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
            writer.Line($"ref float delta = ref At(ref scratch, block * {net.Prediction.RowFloats});");
            writer.Line($"ref float rowLosses = ref At(ref delta, block * {net.OutputStride});");
            writer.Line("double total = 0;");
            using (writer.Block($"for (int row = 0; row < rows; row += {net.Prediction.BlockRows})"))
            {
                writer.Line($"int count = global::System.Math.Min({net.Prediction.BlockRows}, rows - row);");
                string last = LastBuffer(net);
                writer.Line($"Forward<V>(ref parameters, ref At(ref inputs, row * {net.InputSize}), {BufferReferences(net, "ref ")}, {last}, count);");
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
        using (writer.Kernel("private", "void", "Forward", [], $"ref float parameters, ref float x, {BufferReferences(net, "ref float ")}, ref float last, int rows"))
        {
            string source = "ref x";
            if (net.CopiesInput)
            {
                source = EmitInputCopy(writer, net, $"ref x, rows * {net.InputSize}");
            }

            for (int i = 0; i < net.Layers.Count; i++)
            {
                LayerPlan layer = net.Layers[i];
                string destination = i == net.Layers.Count - 1 ? "ref last" : Buffer(net, i);
                EmitScratch(writer, net, i);
                layer.EmitPredict(writer, source, Other(net, i), destination, "rows");
                source = destination;
            }
        }
    }
}
