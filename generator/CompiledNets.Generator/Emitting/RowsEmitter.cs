using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints a step's passes over the rows: one method, or several where a layer couples rows, and between them what it works out from all of them.</summary>
internal static class RowsEmitter
{
    public static void Emit(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        foreach (RowsPart part in training.RowsParts)
        {
            if (!part.IsEmpty)
            {
                writer.Separate();
                EmitPart(writer, net, training, part);
            }

            if (part.Meeting is { } meeting)
            {
                writer.Separate();
                EmitMeeting(writer, net, training, meeting);
            }
        }
    }

    /// <summary>The call of a part for the rows of a worker's <c>share</c>.</summary>
    public static string Call(NetPlan net, RowsPart part) =>
        $"Kernels.Pass.{part.Name}<V>(ref parameters.Start, ref workspace.Start, ref inputs, share.Start, share.End{Numbers(net, part, "scale", "seed", "step")})";

    /// <summary>The call of a meeting.</summary>
    public static string Call(RowsMeeting meeting) => $"Kernels.Pass.{meeting.Name}<V>(ref workspace.Start, ref inputs, rows, worker, workers)";

    /// <summary>The rows that a layer reads, from row <paramref name="start"/> on, or all.</summary>
    public static string Source(NetPlan net, TrainingPlan training, int layer, string? start) => layer switch
    {
        > 0 => $"ref At(ref workspace, {net.Layers[layer - 1].Path}.Output{Rows(start, net.Layers[layer - 1].OutputStride)})",
        _ when training.PaddedInput is { } padded => $"ref At(ref workspace, {padded.Offset}{Rows(start, net.FirstStride)})",
        _ when start is null => "ref inputs",
        _ => $"ref At(ref inputs, {start} * {net.FirstStride})",
    };

    private static string Rows(string? start, int stride) => start is null ? "" : $" + {start} * {stride}";

    /// <summary>What a part is given besides: the loss its scale, a forward pass what random numbers are drawn from.</summary>
    private static string Numbers(NetPlan net, RowsPart part, string scale, string seed, string step) =>
        (part.HasLoss ? $", {scale}" : "") + (net.DrawsNumbers && part.Forward != LayerRange.None ? $", {seed}, {step}" : "");

    private static void EmitPart(CodeWriter writer, NetPlan net, TrainingPlan training, RowsPart part)
    {
        bool findsBounds = training.FusesUpdate && part.Meeting is null;
        writer.Summary(Summary(net, training, part) + (findsBounds ? "\nWhether what these rows add to the gradients is so small that no gradient can be infinite." : ""));
        using (writer.Kernel(
            part.Name,
            $"ref float parameters, ref float workspace, ref float inputs, int {(training.BlockRows is null ? "start" : "first")}, int end{Numbers(net, part, "float scale", "int seed", "long step")}",
            findsBounds ? "bool" : "void"))
        {
            if (training.BlockRows is { } rows)
            {
                using (writer.Block($"for (int start = first; start < end; start += {rows})"))
                {
                    writer.Line($"int count = global::System.Math.Min({rows}, end - start); // what these rows keep stays in the cache");
                    EmitBlock(writer, net, training, part);
                }
            }
            else
            {
                writer.Line("int count = end - start;");
                EmitBlock(writer, net, training, part);
            }

            if (findsBounds)
                EmitBounds(writer, net, training);
        }
    }

    /// <summary>The passes over <c>count</c> rows from row <c>start</c> on.</summary>
    private static void EmitBlock(CodeWriter writer, NetPlan net, TrainingPlan training, RowsPart part)
    {
        if (part == training.RowsParts[0] && training.PaddedInput is { } padded)
        {
            writer.Line($"global::CompiledNets.Memory.PaddedRows.CopyIn(global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref At(ref inputs, start * {net.InputSize}), count * {net.InputSize}), "
                + $"ref At(ref workspace, {padded.Offset} + start * {net.FirstStride}), {net.InputSize}, {net.FirstStride});");
        }

        EmitForward(writer, net, training, part);
        if (part.HasLoss)
            EmitLoss(writer, net, training);
        EmitBackward(writer, net, training, part);
    }

    private static string Summary(NetPlan net, TrainingPlan training, RowsPart part)
    {
        string rows = training.BlockRows is { } block ? $"for the rows [first, end), {block} at a time" : "for the rows [start, end)";
        string meeting = part.Meeting is { } met ? net.Layers[met.Layer].Name : "";
        string from = part.Forward.Start > 0 ? $"From {net.Layers[part.Forward.Start].Name} on: forward" : "Forward";
        if (part.HasLoss && meeting.Length == 0)
            return $"Forward, loss and backward {rows}: everything for which a row needs no other row. The last delta holds the targets.";
        if (part.HasLoss)
            return $"{from}, loss and backward up to {meeting}, {rows}. The last delta holds the targets.";
        return part.Forward != LayerRange.None || part.Backward == LayerRange.None
            ? $"{from} up to {meeting}, {rows}: a row needs no other row so far."
            : $"Backward from {net.Layers[part.Backward.End - 1].Name}{(meeting.Length > 0 ? " up to " + meeting : "")}, {rows}.";
    }

    private static void EmitForward(CodeWriter writer, NetPlan net, TrainingPlan training, RowsPart part)
    {
        for (int i = part.Forward.Start; i < part.Forward.End; i++)
            net.Layers[i].EmitForward(writer, Source(net, training, i, "start"));
        if (part.Meeting is { IsBackward: false } meeting)
            ((ICouplesRows)net.Layers[meeting.Layer]).EmitGather(writer, Source(net, training, meeting.Layer, "start"));
    }

    private static void EmitLoss(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        LayerPlan last = net.LastLayer;
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
    }

    private static void EmitBackward(CodeWriter writer, NetPlan net, TrainingPlan training, RowsPart part)
    {
        for (int i = part.Backward.End - 1; i >= part.Backward.Start; i--)
            EmitBackward(writer, net, training, i);
        if (part.Meeting is { IsBackward: true } meeting)
            ((ICouplesRows)net.Layers[meeting.Layer]).EmitGatherBackward(writer, Source(net, training, meeting.Layer, "start"));
    }

    private static void EmitBackward(CodeWriter writer, NetPlan net, TrainingPlan training, int layer)
    {
        string? sourceDelta = net.Layers.Take(layer).Any(before => before.HasGradients) ? net.Layers[layer - 1].RowsOf("Delta") : null;
        net.Layers[layer].EmitBackward(writer, Source(net, training, layer, "start"), sourceDelta);
        if (sourceDelta is null)
            return;
        foreach (LayerPlan reader in net.Layers.Where(reader => reader.AlsoReads == layer - 1))
            reader.EmitBackwardToOther(writer, sourceDelta);
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

        writer.Line();
        writer.Line("return isBounded;");
    }

    private static void EmitMeeting(CodeWriter writer, NetPlan net, TrainingPlan training, RowsMeeting meeting)
    {
        var layer = (ICouplesRows)net.Layers[meeting.Layer];
        string source = Source(net, training, meeting.Layer, null);
        writer.Summary($"What the {(meeting.IsBackward ? "backward" : "forward")} pass of {layer.Name} needs of all rows, a worker's share; whether it is finite.");
        using (writer.Kernel(meeting.Name, "ref float workspace, ref float inputs, int rows, int worker, int workers", "bool"))
        {
            writer.Line("bool finite = true;");
            if (meeting.IsBackward)
                layer.EmitCoupleBackward(writer, source);
            else
                layer.EmitCouple(writer, source);
            writer.Line("return finite;");
        }
    }
}
