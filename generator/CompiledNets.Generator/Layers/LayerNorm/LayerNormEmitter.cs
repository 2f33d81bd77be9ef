using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.LayerNorm;

/// <summary>Prints layer normalisation and its gradients. Sums over the features are taken in 16 virtual lanes and one fixed tree.</summary>
internal static class LayerNormEmitter
{
    private const string Lanes = "ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);";

    /// <summary>x̂, from the step's mean and 1/√(variance + ε) as vectors.</summary>
    private const string Normalized = "(V.Load(ref x, column) - mean) * scale";

    public static void EmitForward(CodeWriter writer, LayerNormPlan layer, bool isTrained)
    {
        EmitMoments(writer, layer);
        EmitNormalize(writer, layer);
        EmitSteps(
            writer, layer, "Predict", "", "y = x̂·w + b for each step",
            ["MomentsOf<V>(ref x, out float mean, out float scale);", "Normalize<V>(ref weight, ref bias, ref x, ref y, mean, scale);"]);
        if (isTrained)
        {
            EmitSteps(
                writer, layer, "Forward", "ref float moments, ", "The same, and each step's mean and scale for the backward pass",
                [
                    "MomentsOf<V>(ref x, out moments, out At(ref moments, 1));",
                    "Normalize<V>(ref weight, ref bias, ref x, ref y, moments, At(ref moments, 1));",
                    $"moments = ref At(ref moments, {LayerNormPlan.MomentsOfStep});",
                ]);
        }
    }

    private static void EmitMoments(CodeWriter writer, LayerNormPlan layer)
    {
        int width = layer.Features;
        writer.Separate();
        writer.Summary($"A step's mean, Σ x/{width}, and scale, 1/√(Σ (x − mean)²/{width} + {Literal.Short(layer.Epsilon)}).");
        using (writer.KernelApart("MomentsOf", "ref float x, out float mean, out float scale"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[16];");
            writer.Line(Lanes);
            RowLoops.EmitLanes(writer, width, "sum", inside => writer.Line($"sum = sum + {Masked(inside, "V.Load(ref x, column)")};"));
            writer.Line($"mean = {KernelText.Simd}Reductions.Sum<V>(ref lane0, 16) / {width};");
            writer.Line("V means = V.Broadcast(mean);");
            RowLoops.EmitLanes(writer, width, "squares", inside =>
            {
                writer.Line($"V difference = {Masked(inside, "(V.Load(ref x, column) - means)")};");
                writer.Line("squares = V.MultiplyAdd(difference, difference, squares);");
            });
            writer.Line($"scale = 1f / global::System.MathF.Sqrt({KernelText.Simd}Reductions.Sum<V>(ref lane0, 16) / {width} + {Literal.Float(layer.Epsilon)});");
        }
    }

    private static string Masked(string? inside, string value) => inside is null ? value : $"({inside} & {value})";

    private static void EmitNormalize(CodeWriter writer, LayerNormPlan layer)
    {
        writer.Separate();
        writer.Summary($"A step's y = x̂·w + b, with x̂ = (x − mean)·scale, [{layer.Features}]; may work in place.");
        using (writer.KernelApart("Normalize", "ref float weight, ref float bias, ref float x, ref float y, float stepMean, float stepScale"))
        {
            writer.Line("V mean = V.Broadcast(stepMean), scale = V.Broadcast(stepScale);");
            using (writer.Block($"for (int column = 0; column < {layer.StepStride}; column += V.Count)"))
                writer.Line($"V.Store(V.MultiplyAdd({Normalized}, V.Load(ref weight, column), V.Load(ref bias, column)), ref y, column);");
        }
    }

    private static void EmitSteps(CodeWriter writer, LayerNormPlan layer, string name, string moments, string summary, string[] body)
    {
        writer.Separate();
        writer.Summary($"{summary}: [steps, {layer.Features}] → [steps, {layer.Features}].");
        using (writer.Kernel(name, $"ref float weight, ref float bias, ref float x, ref float y, {moments}int steps"))
        using (writer.Block("for (int step = 0; step < steps; step++)"))
        {
            foreach (string line in body)
                writer.Line(line);
            writer.Line($"x = ref At(ref x, {layer.StepStride});");
            writer.Line($"y = ref At(ref y, {layer.StepStride});");
        }
    }

    public static void EmitBackward(CodeWriter writer, LayerNormPlan layer)
    {
        EmitInputGradient(writer, layer);
        EmitGradients(writer, layer);
        EmitParameterGradient(writer, layer);
        if (!layer.Weight.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, layer.Weight.Penalty);
    }

    private static void EmitInputGradient(CodeWriter writer, LayerNormPlan layer)
    {
        int width = layer.Features;
        writer.Separate();
        writer.Summary($"dx = scale·(g − Σ g/{width} − x̂·Σ g·x̂/{width}) for each step, with g = d·w: [steps, {width}].");
        using (writer.KernelApart("InputGradient", "ref float weight, ref float x, ref float d, ref float moments, ref float dx, int steps"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[32];");
            writer.Line(Lanes);
            using (writer.Block("for (int step = 0; step < steps; step++)"))
            {
                writer.Line("V mean = V.Broadcast(moments), scale = V.Broadcast(At(ref moments, 1));");
                using (writer.Block("for (int lane = 0; lane < 16; lane += V.Count)"))
                {
                    writer.Line("V sum = V.Zero, product = V.Zero;");
                    RowLoops.EmitColumns(
                        writer, width, _ =>
                        {
                            writer.Line("V g = V.Load(ref d, column) * V.Load(ref weight, column);");
                            writer.Line("sum = sum + g;");
                            writer.Line($"product = V.MultiplyAdd(g, {Normalized}, product);");
                        }, masked: false);
                    writer.Line("V.Store(sum, ref lane0, lane);");
                    writer.Line("V.Store(product, ref lane0, lane + 16);");
                }

                writer.Line($"V gMean = V.Broadcast({KernelText.Simd}Reductions.Sum<V>(ref lane0, 16) / {width});");
                writer.Line($"V productMean = V.Broadcast({KernelText.Simd}Reductions.Sum<V>(ref At(ref lane0, 16), 16) / {width});");
                using (writer.Block($"for (int column = 0; column < {layer.StepStride}; column += V.Count)"))
                {
                    writer.Line("V g = V.Load(ref d, column) * V.Load(ref weight, column);");
                    writer.Line($"V derivative = scale * (g - gMean - {Normalized} * productMean);");
                    bool isPadded = width % Panels.Width != 0;
                    writer.Line($"V.Store({(isPadded ? $"{KernelText.Simd}LaneMask.Below<V>(column, {width}) & derivative" : "derivative")}, ref dx, column);");
                }

                foreach (string reference in new[] { "x", "d", "dx" })
                    writer.Line($"{reference} = ref At(ref {reference}, {layer.StepStride});");
                writer.Line($"moments = ref At(ref moments, {LayerNormPlan.MomentsOfStep});");
            }
        }
    }

    private static void EmitGradients(CodeWriter writer, LayerNormPlan layer)
    {
        writer.Separate();
        writer.Summary("The gradients of a worker's share of weight and bias; whether all of them are finite.");
        using (writer.Kernel(
            "Gradients", "ref float parameters, ref float x, ref float d, ref float moments, ref float gradients, int steps, int worker, int workers", "bool"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({layer.StepStride}, {Panels.Width}, worker, workers);");
            writer.Line("int length = share.End - share.Start;");
            writer.Line("ref float weight = ref At(ref gradients, Weight + share.Start), bias = ref At(ref gradients, Bias + share.Start);");
            writer.Line("ParameterGradient<V>(ref At(ref x, share.Start), ref At(ref d, share.Start), ref moments, ref weight, ref bias, length, steps);");
            if (!layer.Weight.Penalty.IsEmpty)
                writer.Line("PenaltyGradient<V>(ref At(ref parameters, Weight + share.Start), ref weight, length);");
            writer.Line($"return {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref weight, length) & {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref bias, length);");
        }
    }

    private static void EmitParameterGradient(CodeWriter writer, LayerNormPlan layer)
    {
        writer.Separate();
        writer.Summary("dw = Σ d·x̂ and db = Σ d over all steps of the batch, in their order, for some of the features.");
        using (writer.KernelApart("ParameterGradient", "ref float x, ref float d, ref float moments, ref float weight, ref float bias, int length, int steps"))
        using (writer.Block("for (int column = 0; column < length; column += V.Count)"))
        {
            writer.Line("V weightSum = V.Zero, biasSum = V.Zero;");
            writer.Line("ref float value = ref At(ref x, column), derivative = ref At(ref d, column), moment = ref moments;");
            using (writer.Block("for (int step = 0; step < steps; step++)"))
            {
                writer.Line("V normalized = (V.Load(ref value, 0) - V.Broadcast(moment)) * V.Broadcast(At(ref moment, 1));");
                writer.Line("V.Accumulate(ref weightSum, V.Load(ref derivative, 0), normalized);");
                writer.Line("biasSum = biasSum + V.Load(ref derivative, 0);");
                writer.Line($"value = ref At(ref value, {layer.StepStride});");
                writer.Line($"derivative = ref At(ref derivative, {layer.StepStride});");
                writer.Line($"moment = ref At(ref moment, {LayerNormPlan.MomentsOfStep});");
            }

            writer.Line("V.Store(weightSum, ref weight, column);");
            writer.Line("V.Store(biasSum, ref bias, column);");
        }
    }
}
