using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Emitting;

/// <summary>Prints what a net with a loss and an optimizer has besides: ComputeLoss and CreateTrainer.</summary>
internal static class TrainingMembersEmitter
{
    private const string Checks = "global::CompiledNets.Nets.SpanChecks";

    public static void Emit(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        string name = NetMembersEmitter.NameLiteral(net);
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public float ComputeLoss({InputText.Span(net)} inputs, {InputText.Floats} targets)"))
        {
            InputText.EmitCheck(writer, net);
            writer.Line($"int rows = {Checks}.LossRows({name}, inputs.Length, InputSize, targets.Length, OutputSize);");
            writer.Line("return MeanLoss(inputs, targets, default, rows);");
        }

        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelText.Optimized);
        if (training.Loss.TakesLabels)
        {
            using (writer.Block($"public float ComputeLoss({InputText.Span(net)} inputs, {InputText.Ints} labels)"))
            {
                InputText.EmitCheck(writer, net);
                writer.Line($"int rows = {Checks}.LossLabels({name}, inputs.Length, InputSize, labels, OutputSize);");
                writer.Line("return MeanLoss(inputs, default, labels, rows);");
            }
        }
        else
        {
            writer.Line($"float global::CompiledNets.ITrainableNet.ComputeLoss({InputText.Span(net)} inputs, {InputText.Ints} labels) =>");
            writer.Line($"    throw {Checks}.LabelsNeedCrossEntropy({name}, description.Loss);");
        }

        foreach (string targets in new[] { $"{InputText.Floats} targets", $"{InputText.Ints} labels" })
            InputText.EmitRefusal(writer, net, $"float global::CompiledNets.ITrainableNet.ComputeLoss({InputText.Floats} inputs, {targets})");

        EmitMeanLoss(writer, net, training);
        writer.Separate();
        writer.Summary("Creates a trainer, with everything that training needs, for this net.");
        writer.Line("/// <param name=\"threads\">How many threads share a step, at least 1. Results do not depend on it; what is too small to be shared runs on the calling thread alone.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\"><paramref name=\"threads\"/> is less than 1 or above 1024.</exception>");
        writer.Line(KernelText.Optimized);
        writer.Line("public Trainer CreateTrainer(int threads = 1) => new Trainer(this, threads);");
        writer.Separate();
        writer.Line(KernelText.Optimized);
        writer.Line("global::CompiledNets.ITrainer global::CompiledNets.ITrainableNet.CreateTrainer(int threads) => CreateTrainer(threads);");
    }

    private static void EmitMeanLoss(CodeWriter writer, NetPlan net, TrainingPlan training)
    {
        writer.Separate();
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private float MeanLoss({InputText.Span(net)} inputs, {InputText.Floats} targets, {InputText.Ints} labels, int rows)"))
        {
            writer.Line($"ref float x = {InputText.Reference(net)};");
            PredictionEmitter.EmitWithScratch(writer, net, "ComputeLoss", "ref parameters.Start, ref x, targets, labels, rows", forLoss: true);
            string mean = $"total / {Divisor(training)}";
            if (!net.HasPenalties)
            {
                writer.Line($"return (float)({mean});");
                return;
            }

            writer.Dispatch("double penalty = ", "Kernels.Pass.Penalty", "ref parameters.Start");
            writer.Line($"return (float)({mean} + penalty);");
        }
    }

    /// <summary>What a sum of losses over <c>rows</c> rows is divided by, in double.</summary>
    public static string Divisor(TrainingPlan training) => training.Loss.TermsPerRow == 1 ? "rows" : $"((double)rows * {training.Loss.TermsPerRow})";
}
