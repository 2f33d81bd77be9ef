using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers.Recurrent;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints what a net has that takes a sequence step by step: the state, the step, and its kernel.</summary>
internal static class StreamingEmitter
{
    private const string Checks = "global::CompiledNets.Nets.SpanChecks", State = "global::CompiledNets.INetState", Contract = "global::CompiledNets.IStreamingNet";

    public static void EmitMembers(CodeWriter writer, NetPlan net, StreamingPlan streaming)
    {
        string name = NetMembersEmitter.NameLiteral(net);
        string spans = $"{InputText.Span(net)} input, global::System.Span<float> output";
        writer.Separate();
        writer.Line($"/// <inheritdoc cref=\"{Contract}.StepInputSize\"/>");
        writer.Line($"public const int StepInputSize = {streaming.InputSize};");
        writer.Separate();
        writer.Line($"/// <inheritdoc cref=\"{Contract}.StepOutputSize\"/>");
        writer.Line($"public const int StepOutputSize = {streaming.OutputSize};");
        foreach (string size in new[] { "StepInputSize", "StepOutputSize" })
            NetMembersEmitter.EmitProperty(writer, $"int {Contract}.{size}", size);
        writer.Separate();
        writer.Line($"/// <inheritdoc cref=\"{Contract}.CreateState\"/>");
        writer.Line(KernelText.Optimized);
        writer.Line("public State CreateState() => new State();");
        writer.Separate();
        writer.Line(KernelText.Optimized);
        writer.Line($"{State} {Contract}.CreateState() => new State();");
        writer.Separate();
        string span = net.Vocabulary is null ? "float" : "int";
        writer.Line($"/// <inheritdoc cref=\"{Contract}.Step({State}, global::System.ReadOnlySpan{{{span}}}, global::System.Span{{float}})\"/>");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public void Step(State state, {spans})"))
        {
            writer.Line("if (state is null)");
            writer.Line($"    throw {Checks}.WrongState({name}, state);");
            writer.Line($"{Checks}.Step({name}, input.Length, StepInputSize, output.Length, StepOutputSize);");
            InputText.EmitCheck(writer, net, "input", "StepInputSize");
            writer.Line($"ref float x = {InputText.Reference(net, "input")};");
            writer.Line("ref float y = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(output);");
            writer.Dispatch("", "Kernels.Step", "ref parameters.Start, ref x, ref y, ref state.memory.Start", areWide: KernelText.HasAvx512); // waits for each vector
        }

        writer.Separate();
        writer.Line(KernelText.Optimized);
        writer.Line($"void {Contract}.Step({State} state, {spans}) => Step(state as State ?? throw {Checks}.WrongState({name}, state), input, output);");
        InputText.EmitRefusal(writer, net, $"void {Contract}.Step({State} state, {InputText.Floats} input, global::System.Span<float> output)");
        writer.Separate();
        writer.Summary($"What a {net.Type.PlainName} carries from one step of a sequence to the next. Used by one thread at a time.");
        writer.Line(HeaderEmitter.GeneratedCode);
        using (writer.Block($"public sealed class State : {State}"))
        {
            writer.Line($"internal readonly global::CompiledNets.Memory.AlignedBuffer memory = new global::CompiledNets.Memory.AlignedBuffer({streaming.StateLength});");
            writer.Separate();
            writer.Line(KernelText.Optimized);
            writer.Line("internal State()");
            writer.Line("{");
            writer.Line("}");
            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            writer.Line(KernelText.Optimized);
            writer.Line("public void Reset() => memory.Clear();");
        }
    }

    public static void EmitKernel(CodeWriter writer, NetPlan net, StreamingPlan streaming)
    {
        writer.Separate();
        writer.Summary($"One step of one sequence, [{streaming.InputSize}] → [{streaming.OutputSize}]: the layers in turn. All that they give is in the state.");
        using (writer.Kernel("Step", "ref float parameters, ref float input, ref float output, ref float state"))
        {
            string source = "ref input";
            if (streaming.InputOffset >= 0)
            {
                source = $"ref At(ref state, {streaming.InputOffset})";
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref input, {source}, {streaming.InputSize});");
            }

            for (int i = 0; i < streaming.Layers.Count; i++)
            {
                StreamedLayer layer = streaming.Layers[i];
                bool isOutput = layer.IsWritten && i == streaming.Layers.Count - 1 && net.FusedOutput is null;
                string destination = isOutput ? "ref output" : $"ref At(ref state, {layer.Offset})";
                EmitLayer(writer, layer, source, destination, isOutput);
                if (isOutput)
                    return;
                source = destination;
            }

            if (net.FusedOutput is not null)
                writer.Line($"OutputActivation.Activate<V>({source}, {source}, 1);");
            PredictionEmitter.EmitOutput(writer, source, streaming.OutputSize);
        }
    }

    private static void EmitLayer(CodeWriter writer, StreamedLayer layer, string source, string destination, bool isOutput)
    {
        if (layer.Plan is RecurrentPlan recurrent)
        {
            writer.Line($"{recurrent.Path}.Step<V>(ref parameters, {source}, {destination});");
            return;
        }

        if (layer.IsWritten)
        {
            using (writer.Block($"// {layer.Plan.Name}"))
            {
                writer.Line($"ref float x = {source};");
                writer.Line($"ref float y = {destination};");
                layer.Plan.EmitWholeRow(writer, isOutput);
            }

            return;
        }

        if (layer.Plan.ScratchStride > 0)
            writer.Line($"ref float {layer.Plan.ScratchName} = ref At(ref state, {layer.Offset + layer.Plan.OutputStride});");
        layer.Plan.EmitPredictRow(writer, source, layer.OtherOffset < 0 ? null : $"ref At(ref state, {layer.OtherOffset})", destination);
    }
}
