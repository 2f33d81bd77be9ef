using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Optimizers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints the nested Trainer: the memory and state of training, the steps, and how workers share their phases.</summary>
internal static class TrainerEmitter
{
    private const string Checks = "global::CompiledNets.Nets.SpanChecks";
    private const string FloatSpan = InputText.Floats, IntSpan = InputText.Ints;

    public static void Emit(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary($"Trains a {net.Type.PlainName}: activations, gradients, the optimizer's state and threads, allocated once. Used by one thread at a time.");
        writer.Line(HeaderEmitter.GeneratedCode);
        using (writer.Block("public sealed class Trainer : global::CompiledNets.ITrainer, global::CompiledNets.Threading.ITeamTask"))
        {
            EmitFields(writer, net, training);
            EmitConstructor(writer, net, training);
            EmitProperties(writer, net);
            EmitSteps(writer, net, training);
            EmitReadGradient(writer, net);
            EmitRun(writer, net, training);
            EmitApply(writer, net, training);
            EmitExecute(writer, net, training);
            EmitDispose(writer, net);
        }
    }

    /// <summary>The phases of a part of the passes over the rows: its own, and the meeting at its end.</summary>
    private static IEnumerable<string> PhasesOf(RowsPart part)
    {
        if (!part.IsEmpty)
            yield return part.Name + "Phase";
        if (part.Meeting is { } meeting)
            yield return meeting.Name + "Phase";
    }

    private static bool HasPreparation(NetPlan net) => net.Layers.Any(layer => layer.NeedsPreparation);

    private static void EmitFields(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Line($"private const int PreparePhase = 0, RowsPhase = 1, GradientsPhase = 2, UpdatePhase = 3{(training.FusesUpdate ? ", GradientsAndUpdatePhase = 4" : "")};");
        string[] coupled = [.. training.RowsParts.SelectMany(PhasesOf).Where(phase => phase != "RowsPhase")];
        if (coupled.Length > 0)
            writer.Line($"private const int {string.Join(", ", coupled.Select((phase, i) => $"{phase} = {i + 5}"))};");
        writer.Separate();
        List<string> buffers = ["parameters", "gradients", "state", "workspace"];
        if (training.StripLength > 0)
            buffers.Add("strips");
        foreach (string name in buffers)
            writer.Line($"private readonly global::CompiledNets.Memory.AlignedBuffer {name};");
        writer.Line("private readonly global::CompiledNets.Threading.WorkerTeam team;");
        writer.Line($"private double learningRate = {Literal.Double(training.Optimizer.LearningRate)};");
        foreach (StepNumber power in training.Optimizer.Powers)
            writer.Line($"private double {power.Name} = 1;");
        foreach (StepNumber number in training.Optimizer.Numbers)
            writer.Line($"private float {number.Name};");
        if (training.Clip is { ByNorm: true })
            writer.Line("private float gradientScale;");
        if (net.DrawsNumbers)
        {
            writer.Line("private readonly int seed;");
            writer.Line("private long step; // the updates applied so far");
        }

        writer.Line("private int rows;");
        writer.Line("private float scale;");
        writer.Line("private volatile bool areFinite;");
        if (training.FusesUpdate)
            writer.Line("private volatile bool areBounded;");
        writer.Line("private bool areComputed;");
        writer.Line("private global::CompiledNets.Threading.ExclusiveUse use;");
    }

    private static void EmitConstructor(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Line(KernelText.Optimized);
        using (writer.Block($"internal Trainer({net.Type.Name} net, int threads)"))
        {
            writer.Line($"threads = {Checks}.Threads({NetMembersEmitter.NameLiteral(net)}, threads);");
            writer.Line("Net = net;");
            writer.Line("parameters = net.parameters;");
            if (net.DrawsNumbers)
                writer.Line("seed = net.dropoutSeed;");
            writer.Line($"gradients = new global::CompiledNets.Memory.AlignedBuffer({net.ParameterLength});");
            writer.Line($"state = new global::CompiledNets.Memory.AlignedBuffer({(long)training.Optimizer.States.Count * net.ParameterLength});");
            writer.Line($"workspace = new global::CompiledNets.Memory.AlignedBuffer({training.WorkspaceLength});");
            if (training.StripLength > 0)
                writer.Line($"strips = new global::CompiledNets.Memory.AlignedBuffer({(training.Sharing.SharesGradients ? $"checked({training.StripLength} * threads)" : Literal.Int(training.StripLength))});");
            writer.Line($"team = new global::CompiledNets.Threading.WorkerTeam(threads, {Literal.String(net.Type.PlainName + " trainer")}{(training.Sharing.Any ? "" : ", sharesWork: false")});");
        }
    }

    private static void EmitProperties(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("The net that is trained.");
        using (writer.Block($"public {net.Type.Name} Net"))
        {
            writer.Line(KernelText.Optimized);
            writer.Line("get;");
        }

        NetMembersEmitter.EmitProperty(writer, "global::CompiledNets.ITrainableNet global::CompiledNets.ITrainer.Net", "Net");
        NetMembersEmitter.EmitProperty(writer, "public int Threads", "team.Threads");
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public double LearningRate"))
        {
            writer.Line(KernelText.Optimized);
            writer.Line("get => learningRate;");
            writer.Line(KernelText.Optimized);
            using (writer.Block("set"))
                EmitTurn(writer, net, $"learningRate = {Checks}.LearningRate({NetMembersEmitter.NameLiteral(net)}, value);");
        }
    }

    private static void EmitSteps(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        string name = NetMembersEmitter.NameLiteral(net);
        EmitStepPair(writer, net, $"{InputText.Span(net)} inputs, {FloatSpan} targets", "inputs, targets");
        if (training.Loss.TakesLabels)
        {
            EmitStepPair(writer, net, $"{InputText.Span(net)} inputs, {IntSpan} labels", "inputs, labels");
        }
        else
        {
            foreach (string method in new[] { "TrainStep", "ComputeGradients" })
            {
                using (EmitMember(writer, $"float global::CompiledNets.ITrainer.{method}({InputText.Span(net)} inputs, {IntSpan} labels)"))
                    writer.Line($"throw {Checks}.LabelsNeedCrossEntropy({name}, description.Loss);");
            }
        }

        foreach (string method in new[] { "TrainStep", "ComputeGradients" })
        {
            foreach (string targets in new[] { $"{FloatSpan} targets", $"{IntSpan} labels" })
                InputText.EmitRefusal(writer, net, $"float global::CompiledNets.ITrainer.{method}({FloatSpan} inputs, {targets})");
        }

        using (EmitMember(writer, "public void ApplyGradients()"))
            EmitTurn(writer, net, "if (!areComputed || !areFinite)", $"    throw {Checks}.NoGradients({name}, areComputed);", "Apply();");

        EmitCompute(
            writer, net, $"{InputText.Span(net)} inputs, {FloatSpan} targets", $"StepRows({name}, inputs.Length, InputSize, targets.Length, OutputSize, BatchSize)",
            $"CopyIn(targets, ref Kernels.Pass.Targets(ref workspace.Start), OutputSize, {net.OutputStride})");
        if (training.Loss.TakesLabels)
        {
            EmitCompute(
                writer, net, $"{InputText.Span(net)} inputs, {IntSpan} labels", $"StepLabels({name}, inputs.Length, InputSize, labels, OutputSize, BatchSize)",
                $"OneHot(labels, ref Kernels.Pass.Targets(ref workspace.Start), {net.OutputStride})");
        }
    }

    /// <summary>TrainStep and ComputeGradients, for targets or for labels.</summary>
    private static void EmitStepPair(CodeWriter writer, NetPlan net, string parameters, string arguments)
    {
        using (EmitMember(writer, $"public float TrainStep({parameters})"))
            EmitTurn(writer, net, $"return Compute({arguments}, updates: true);");
        using (EmitMember(writer, $"public float ComputeGradients({parameters})"))
            EmitTurn(writer, net, $"return Compute({arguments}, updates: false);");
    }

    private static void EmitCompute(CodeWriter writer, NetPlan net, string parameters, string check, string copy)
    {
        string name = NetMembersEmitter.NameLiteral(net);
        writer.Separate();
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private float Compute({parameters}, bool updates)"))
        {
            InputText.EmitCheck(writer, net);
            writer.Line($"rows = {net.Couplings.Where(layer => layer.FewestRows > 1).Aggregate($"{Checks}.{check}", (rows, layer) => $"{Checks}.RowsToNormalize({name}, {Literal.String(layer.Name)}, {rows})")};");
            writer.Line($"global::CompiledNets.Memory.PaddedRows.{copy};");
            writer.Line($"return Run({InputText.Reference(net)}, updates);");
        }
    }

    private static CodeWriter.Closer EmitMember(CodeWriter writer, string head)
    {
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        return writer.Block(head);
    }

    /// <summary>Statements that one thread at a time may execute, and none after Dispose.</summary>
    private static void EmitTurn(CodeWriter writer, NetPlan net, params string[] body)
    {
        writer.Line($"using global::CompiledNets.Threading.ExclusiveUse.Turn turn = use.Begin({NetMembersEmitter.NameLiteral(net)});");
        foreach (string line in body)
            writer.Line(line);
    }

    private static void EmitReadGradient(CodeWriter writer, NetPlan net)
    {
        using (EmitMember(writer, "public void ReadGradient(string name, global::System.Span<float> destination)"))
            EmitTurn(writer, net, $"tensorMap.{(net.StatisticsLength > 0 ? "ReadGradient" : "Read")}(gradients, name, destination);");
    }

    private static void EmitRun(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Summary("Forward, loss, backward and gradients; the targets stand in the last delta.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("private float Run(ref float inputs, bool updates)"))
        {
            string factor = training.Loss.GradientFactor == 1 ? "1" : Literal.Int(training.Loss.GradientFactor);
            writer.Line($"scale = (float)({factor} / {(training.Loss.TermsPerRow == 1 ? "(double)rows" : TrainingMembersEmitter.Divisor(training))});");
            writer.Line("areComputed = false;");
            writer.Line("areFinite = true;");
            if (training.FusesUpdate)
                writer.Line("areBounded = true;");
            if (net.Sparse is not null)
                writer.Line("Kernels.Pass.Collect(ref workspace.Start, ref gradients.Start, ref inputs, rows);");
            if (HasPreparation(net))
                EmitPhase(writer, "PreparePhase", "inputs", training.Sharing.Prepare);
            foreach (RowsPart part in training.RowsParts)
            {
                foreach (string phase in PhasesOf(part))
                    EmitPhase(writer, phase, "inputs", phase == part.Name + "Phase" ? training.Sharing.RowsFrom : training.Sharing.CoupledRowsFrom);
            }

            writer.Dispatch("double total = ", "Kernels.Pass.TotalLoss", "ref workspace.Start, rows");
            string loss = $"total / {TrainingMembersEmitter.Divisor(training)}";
            if (net.HasPenalties)
            {
                writer.Dispatch("double penalty = ", "Kernels.Pass.Penalty", "ref parameters.Start");
                loss += " + penalty";
            }

            writer.Line($"float loss = (float)({loss});");
            writer.Line("areFinite = areFinite && float.IsFinite(loss);");
            if (training.FusesUpdate)
            {
                using (writer.Block("if (updates && areBounded && areFinite)"))
                {
                    writer.Line("Advance();");
                    EmitPhase(writer, "GradientsAndUpdatePhase", "inputs", training.Sharing.GradientsAndUpdateFrom);
                    writer.Line("return loss;");
                }

                writer.Line();
            }

            EmitPhase(writer, "GradientsPhase", "inputs", training.Sharing.GradientsFrom);
            writer.Line("areComputed = true;");
            writer.Line("if (!updates)");
            writer.Line("    return loss;");
            writer.Line("if (!areFinite)");
            writer.Line("    return float.IsFinite(loss) ? float.NaN : loss; // the step changes nothing, and its result is not finite either");
            writer.Line("Apply();");
            writer.Line("return loss;");
        }
    }

    /// <summary>A phase that is shared with enough rows in the batch, or never.</summary>
    private static void EmitPhase(CodeWriter writer, string phase, string argument, int? sharedFrom) =>
        writer.Line($"team.Run(this, {phase}, ref {argument}, isShared: {(sharedFrom is { } from ? $"rows >= {from}" : "false")});");

    /// <inheritdoc cref="EmitPhase(CodeWriter, string, string, int?)"/>
    private static void EmitPhase(CodeWriter writer, string phase, string argument, bool isShared) =>
        writer.Line($"team.Run(this, {phase}, ref {argument}, isShared: {(isShared ? "true" : "false")});");

    private static void EmitApply(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Line(KernelText.Optimized);
        using (writer.Block("private void Apply()"))
        {
            if (training.Clip is { ByNorm: true } clip)
            {
                if (net.Sparse is null)
                {
                    writer.Dispatch(
                        "double norm = global::System.Math.Sqrt(", $"{KernelText.Simd}Reductions.SumOfSquares", $"ref gradients.Start, {net.ParameterLength}", tail: ")");
                }
                else
                {
                    writer.Dispatch("double norm = global::System.Math.Sqrt(", "Kernels.Pass.SumOfSquares", "ref workspace.Start, ref gradients.Start", tail: ")");
                }

                writer.Line($"gradientScale = (float)global::System.Math.Min(1, {Literal.Double(clip.Limit)} / (norm + 1e-6));");
            }

            writer.Line("Advance();");
            EmitPhase(writer, "UpdatePhase", "gradients.Start", training.Sharing.Update);
            writer.Line("areComputed = false;");
        }

        writer.Separate();
        writer.Summary($"The optimizer's numbers for the next update{(net.DrawsNumbers ? "; what is dropped from then on" : "")}{(net.Couplings.Any() ? "; the averages over batches" : "")}.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("private void Advance()"))
        {
            foreach (StepNumber power in training.Optimizer.Powers)
                writer.Line($"{power.Name} *= {Literal.Double(power.PowerOf!.Value)};");
            foreach (StepNumber number in training.Optimizer.Numbers)
                writer.Line($"{number.Name} = (float)({number.Expression});");
            if (net.DrawsNumbers)
                writer.Line("step++;");
            if (net.Couplings.Any())
                writer.Line("Kernels.Pass.UpdateStatistics(ref parameters.Start, ref workspace.Start);");
        }
    }

    private static void EmitExecute(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Line(KernelText.Optimized);
        using (writer.Block("void global::CompiledNets.Threading.ITeamTask.Execute(int phase, int worker, int workers, ref float inputs)"))
        {
            writer.Dispatch("", "Execute", "phase, worker, workers, ref inputs");
        }

        writer.Separate();
        writer.Summary("A worker's share of a phase.");
        writer.Line(KernelText.Optimized);
        writer.Line("private void Execute<V>(int phase, int worker, int workers, ref float inputs)");
        using (writer.Block($"    {KernelText.LaneConstraint}"))
        using (writer.Block("switch (phase)"))
        {
            if (HasPreparation(net))
                EmitCase(writer, "PreparePhase", "Kernels.Pass.Prepare(ref parameters.Start, ref workspace.Start, worker, workers);");
            foreach (RowsPart part in training.RowsParts)
                EmitRowsCases(writer, training, net, part);
            string strip = training.StripLength > 0 ? $", ref global::System.Runtime.CompilerServices.Unsafe.Add(ref strips.Start, worker * {training.StripLength})" : "";
            string sources = $"ref parameters.Start, ref workspace.Start, ref inputs{strip}, ref gradients.Start";
            EmitCase(
                writer, "GradientsPhase",
                $"if (!Kernels.Pass.Gradients<V>({sources}, rows, worker, workers))",
                "    areFinite = false;");
            string numbers = training.UpdateArguments, start = training.DenseStart > 0 ? $"{training.DenseStart} + " : "";
            EmitCase(
                writer, "UpdatePhase",
                [
                    $"{KernelText.WorkRange} part = {KernelText.WorkRange}.Of({training.DenseLength}, {Panels.Width}, worker, workers);",
                    $"Kernels.Pass.Update<V>(ref parameters.Start, ref gradients.Start, ref state.Start, {start}part.Start, {start}part.End{numbers});",
                    .. net.Sparse is null
                        ? (string[])[]
                        : [$"Kernels.Pass.UpdateUsed<V>(ref parameters.Start, ref workspace.Start, ref gradients.Start, ref state.Start, worker, workers{numbers});"],
                ]);
            if (training.FusesUpdate)
                EmitCase(writer, "GradientsAndUpdatePhase", $"Kernels.Pass.GradientsAndUpdate<V>({sources}, ref state.Start, rows, worker, workers{numbers});");
        }
    }

    private static void EmitRowsCases(CodeWriter writer, TrainingPlan training, NetPlan net, RowsPart part)
    {
        string call = RowsEmitter.Call(net, part);
        bool isFirst = part == training.RowsParts.First(one => !one.IsEmpty); // the cases of a switch are one scope
        if (!part.IsEmpty)
        {
            EmitCase(
                writer, part.Name + "Phase",
                [
                    $"{(isFirst ? KernelText.WorkRange + " " : "")}share = {KernelText.WorkRange}.Of(rows, 1, worker, workers);",
                    .. training.FusesUpdate && part.Meeting is null
                        ? [$"if (share.Start < share.End && !{call})", "    areBounded = false;"]
                        : (string[])["if (share.Start < share.End)", $"    {call};"],
                    .. training.Optimizer.DecaysWeights && part.HasLoss
                        ? [$"if (!Kernels.Pass.AreFinite<V>(ref parameters.Start, {(net.Sparse is null ? "" : "ref workspace.Start, ")}worker, workers))", "    areFinite = false;"]
                        : (string[])[],
                ]);
        }

        if (part.Meeting is { } meeting)
            EmitCase(writer, meeting.Name + "Phase", $"if (!{RowsEmitter.Call(meeting)})", "    areFinite = false;");
    }

    private static void EmitCase(CodeWriter writer, string phase, params string[] lines)
    {
        writer.Line($"case {phase}:");
        foreach (string line in lines)
            writer.Line("    " + line);
        writer.Line("    break;");
    }

    private static void EmitDispose(CodeWriter writer, NetPlan net)
    {
        writer.Separate();
        writer.Summary("Ends the trainer's threads. The net stays; the trainer cannot be used any more. Refused while a step runs.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public void Dispose()"))
        {
            writer.Line($"if (use.TryEnd({NetMembersEmitter.NameLiteral(net)}))");
            writer.Line("    team.Dispose();");
        }
    }
}
