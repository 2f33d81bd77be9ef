using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints what every net has: its sizes, constructor, prediction, tensors and files.</summary>
internal static class NetMembersEmitter
{
    public static void Emit(CodeWriter writer, NetPlan net)
    {
        EmitConstants(writer, net);
        EmitStatics(writer, net);
        EmitConstructor(writer, net);
        EmitProperties(writer);
        EmitPredict(writer, net);
        InputText.EmitRefusal(writer, net, $"void global::CompiledNets.ICompiledNet.Predict({InputText.Floats} inputs, global::System.Span<float> outputs)");
        EmitTensorAccess(writer);
        EmitFiles(writer);
    }

    /// <summary>A name as a C# string literal.</summary>
    public static string NameLiteral(NetPlan net) => Literal.String(net.Type.PlainName);

    private static void EmitConstants(CodeWriter writer, NetPlan net)
    {
        writer.Line("private const global::System.Runtime.CompilerServices.MethodImplOptions Optimized = global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization;");
        writer.Separate();
        EmitConstant(writer, "InputSize", net.InputSize, "The number of values in a row of input.");
        EmitConstant(writer, "OutputSize", net.OutputSize, "The number of values in a row of output.");
        EmitConstant(writer, "BatchSize", net.BatchSize, "The most rows of a training step.");
        EmitConstant(writer, "ParameterCount", (int)net.ParameterCount, "The number of trainable parameters.");
    }

    private static void EmitConstant(CodeWriter writer, string name, int value, string summary)
    {
        writer.Summary(summary);
        writer.Line($"public const int {name} = {value};");
        writer.Separate();
    }

    private static void EmitStatics(CodeWriter writer, NetPlan net)
    {
        using (writer.Block("private static readonly global::CompiledNets.NetDescription description = new global::CompiledNets.NetDescription", "};"))
        {
            writer.Line($"Name = {NameLiteral(net)},");
            writer.Line($"InputShape = global::System.Array.AsReadOnly(new int[] {{ {string.Join(", ", net.InputShape.Sizes)} }}),");
            if (net.Vocabulary is { } vocabulary)
                writer.Line($"Vocabulary = {vocabulary},");
            writer.Line($"OutputShape = global::System.Array.AsReadOnly(new int[] {{ {string.Join(", ", net.LastLayer.OutputShape.Sizes)} }}),");
            writer.Line($"Loss = global::CompiledNets.LossKind.{net.Training?.Loss.Kind.ToString() ?? "None"},");
            writer.Line($"OutputActivation = global::CompiledNets.Activation.{net.OutputActivation},");
            if (net.Couplings.Any(layer => layer.FewestRows > 1))
                writer.Line($"SmallestBatch = {net.Couplings.Max(layer => layer.FewestRows)},");
            string summary = string.Join("\n", HeaderEmitter.Table(net, withKernels: false)) + $"\n{Literal.Grouped(net.ParameterCount)} parameters";
            writer.Line($"Summary = {Literal.String(summary)},");
        }

        writer.Separate();
        using (writer.Block($"private static readonly global::CompiledNets.Nets.TensorMap tensorMap = new global::CompiledNets.Nets.TensorMap({NameLiteral(net)}, new global::CompiledNets.Nets.TensorPlace[]", "});"))
        {
            foreach (TensorPlan tensor in net.Tensors)
            {
                writer.Line($"new global::CompiledNets.Nets.TensorPlace(new global::CompiledNets.TensorInfo({Literal.String(tensor.Name)}, {string.Join(", ", tensor.Shape)}){(tensor.IsStatistic ? " { IsTrained = false }" : "")}, "
                    + $"{net.OffsetOf(tensor)}, IsMatrix: {(tensor.IsMatrix ? "true" : "false")}{string.Concat(tensor.GroupOffsets.Skip(1).Select(offset => ", " + Literal.Int(offset)))}){(tensor.RowStride > 0 ? $" {{ RowStride = {tensor.RowStride} }}" : "")},");
            }
        }

        writer.Separate();
    }

    private static void EmitConstructor(CodeWriter writer, NetPlan net)
    {
        writer.Line("private readonly global::CompiledNets.Memory.AlignedBuffer parameters;");
        if (!net.Prediction.OnStack)
            writer.Line("private readonly global::CompiledNets.Memory.ScratchPool scratchPool;");
        if (net.DrawsNumbers)
            writer.Line("private readonly int dropoutSeed;");
        writer.Separate();
        writer.Summary("Creates a net with initial parameters.");
        writer.Line($"/// <param name=\"seed\">Equal seeds give equal parameters{(net.DrawsNumbers ? ", and drop the same values in training" : "")}, on every machine.</param>");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public {net.Type.Name}(int seed = 0)"))
        {
            writer.Line($"parameters = new global::CompiledNets.Memory.AlignedBuffer({net.ParameterLength + net.StatisticsLength});");
            if (!net.Prediction.OnStack)
                writer.Line($"scratchPool = new global::CompiledNets.Memory.ScratchPool({PredictionEmitter.ScratchLength(net, net.Prediction.BlockRows)});");
            if (net.DrawsNumbers)
                writer.Line("dropoutSeed = seed;");
            int index = 0;
            foreach (TensorPlan tensor in net.Tensors)
            {
                if (tensor.Constant is { } constant)
                    writer.Line($"tensorMap.Fill(parameters, {index}, {Literal.Float(constant)});");
                else
                    writer.Line($"tensorMap.Initialize(parameters, {index}, global::CompiledNets.Initializer.{tensor.Initializer}, isBias: {(tensor.IsBias ? "true" : "false")}, fanIn: {tensor.FanIn}, fanOut: {tensor.FanOut}, seed);");
                index++;
            }
        }
    }

    private static void EmitProperties(CodeWriter writer)
    {
        EmitProperty(writer, "public global::CompiledNets.NetDescription Description", "description");
        EmitProperty(writer, "public global::System.Collections.Generic.IReadOnlyList<global::CompiledNets.TensorInfo> Tensors", "tensorMap.Tensors");
        foreach (string name in new[] { "InputSize", "OutputSize", "BatchSize", "ParameterCount" })
            EmitProperty(writer, $"int global::CompiledNets.ICompiledNet.{name}", name);
    }

    /// <summary>A read-only property whose getter is never compiled without optimisation.</summary>
    public static void EmitProperty(CodeWriter writer, string declaration, string value)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(declaration))
        {
            writer.Line(KernelText.Optimized);
            writer.Line($"get => {value};");
        }
    }

    private static void EmitPredict(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public void Predict({InputText.Span(net)} inputs, global::System.Span<float> outputs)"))
        {
            if (net.Prediction.Row == RowPrediction.AsBlock)
            {
                EmitPredictBlocks(writer, net);
                return;
            }

            using (writer.Block("if (inputs.Length != InputSize || outputs.Length != OutputSize)"))
            {
                writer.Line("PredictRows(inputs, outputs);");
                writer.Line("return;");
            }

            writer.Line();
            EmitReferences(writer, net);
            writer.Dispatch("", "Kernels.PredictRow", "ref parameters.Start, ref x, ref y");
        }

        writer.Separate();
        writer.Summary("Predict for any number of rows but one, and the exceptions for what is not whole rows.");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private void PredictRows({InputText.Span(net)} inputs, global::System.Span<float> outputs)"))
            EmitPredictBlocks(writer, net);
    }

    private static void EmitPredictBlocks(CodeWriter writer, NetPlan net)
    {
        writer.Line($"int rows = global::CompiledNets.Nets.SpanChecks.PredictRows({NameLiteral(net)}, inputs.Length, InputSize, outputs.Length, OutputSize);");
        EmitReferences(writer, net);
        PredictionEmitter.EmitWithScratch(writer, net, "Predict", "ref parameters.Start, ref x, ref y, rows");
    }

    private static void EmitReferences(CodeWriter writer, NetPlan net)
    {
        writer.Line($"global::CompiledNets.Nets.SpanChecks.NoOverlap({NameLiteral(net)}, inputs, outputs);");
        InputText.EmitCheck(writer, net);
        writer.Line($"ref float x = {InputText.Reference(net)};");
        writer.Line("ref float y = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(outputs);");
    }

    private static void EmitTensorAccess(CodeWriter writer)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        writer.Line("public void ReadTensor(string name, global::System.Span<float> destination) => tensorMap.Read(parameters, name, destination);");
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        writer.Line("public void WriteTensor(string name, global::System.ReadOnlySpan<float> source) => tensorMap.Write(parameters, name, source);");
    }

    private static void EmitFiles(CodeWriter writer)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        writer.Line("public void Save(string path) => global::CompiledNets.Formats.Safetensors.Save(this, path);");
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        writer.Line("public void Load(string path) => global::CompiledNets.Formats.Safetensors.Load(this, path);");
    }
}
