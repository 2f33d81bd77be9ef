using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Losses;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints a plan. This is the generated file's table of contents.</summary>
internal static class NetEmitter
{
    public static string Emit(NetPlan net)
    {
        var writer = new CodeWriter();
        HeaderEmitter.Emit(writer, net);
        var blocks = new Stack<CodeWriter.Closer>();
        if (net.Type.Namespace.Length > 0)
            blocks.Push(writer.Block($"namespace {net.Type.Namespace}"));
        foreach (string containing in net.Type.ContainingTypes)
            blocks.Push(writer.Block(containing));
        EmitClass(writer, net);
        while (blocks.Count > 0)
            blocks.Pop().Dispose();
        return writer.Finish();
    }

    private static void EmitClass(CodeWriter writer, NetPlan net)
    {
        string contract = net.Training is null ? "ICompiledNet" : "ITrainableNet", streams = net.Streaming is null ? "" : ", global::CompiledNets.IStreamingNet";
        writer.Line(HeaderEmitter.GeneratedCode);
        using (writer.Block($"partial class {net.Type.Name} : global::CompiledNets.{contract}{streams}"))
        {
            NetMembersEmitter.Emit(writer, net);
            if (net.Streaming is { } streaming)
                StreamingEmitter.EmitMembers(writer, net, streaming);
            if (net.Training is { } training)
            {
                TrainingMembersEmitter.Emit(writer, net, training);
                TrainerEmitter.Emit(writer, net, training);
            }

            EmitKernels(writer, net);
        }
    }

    private static void EmitKernels(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("The net's arithmetic: one class per layer, and the passes that call them. Generic over the lane type, so that the JIT compiles it for the machine.");
        using (writer.Block("private static class Kernels"))
        {
            writer.Summary("The float that lies an offset behind another one.");
            writer.Line(KernelText.Inlined);
            writer.Line("private static ref float At(ref float start, int offset) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref start, offset);");
            if (net.StatisticsLength > 0)
            {
                writer.Separate();
                writer.Summary("Where the averages over batches begin, behind the parameters.");
                writer.Line($"private const int Statistics = {net.ParameterLength};");
            }

            writer.Separate();
            PredictionEmitter.Emit(writer, net);
            if (net.Training is { } training)
            {
                writer.Separate();
                PassEmitter.Emit(writer, net, training);
                writer.Separate();
                LossEmitter.Emit(writer, training.Loss);
            }

            writer.Separate();
            EmitLayers(writer, net);
        }
    }

    private static void EmitLayers(CodeWriter writer, NetPlan net)
    {
        writer.Summary("The layers: where their numbers are, and what is computed with them.");
        using (writer.Block("private static class Layers"))
        {
            foreach (LayerPlan layer in net.Layers)
                EmitLayer(writer, layer, net.Training);
            foreach (LayerPlan layer in net.Streaming?.OwnLayers ?? [])
                EmitLayer(writer, layer, training: null);
        }
    }

    private static void EmitLayer(CodeWriter writer, LayerPlan layer, TrainingPlan? training)
    {
        writer.Separate();
        writer.Summary($"{layer.Name}: {layer.Description}, {layer.Input} → {layer.OutputShape}.");
        using (writer.Block($"public static class {layer.ClassName}"))
            layer.EmitClass(writer, training);
    }
}
