using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>Prints a recurrent layer's prediction of whole sequences.</summary>
internal static class RecurrentPredictionEmitter
{
    public const string FirstWeights = "ref At(ref parameters, WeightIh), ref At(ref parameters, BiasIh)";

    public const string SecondWeights = "ref At(ref parameters, WeightHh), ref At(ref parameters, BiasHh)";

    public static void Emit(CodeWriter writer, RecurrentPlan layer)
    {
        RecurrentCellEmitter.Emit(writer, layer, "Cell", keeps: false);
        EmitPredict(writer, layer);
        EmitPredictRow(writer, layer);
    }

    /// <summary>Prints that floats are set to zero.</summary>
    public static void EmitClear(CodeWriter writer, string reference, string length) =>
        writer.Line($"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan({reference}, {length}).Clear();");

    private static void EmitPredict(CodeWriter writer, RecurrentPlan layer)
    {
        int atOnce = layer.StepsAtOnce, kept = layer.KeptStride;
        writer.Separate();
        writer.Summary($"{layer.Time} steps of rows, {layer.Input} → {layer.OutputShape}, {atOnce} at a time: their products with W_ih, then step after step.");
        using (writer.Kernel("Predict", "ref float parameters, ref float x, ref float y, ref float scratch, int rows"))
        {
            writer.Line("ref float first = ref scratch;");
            writer.Line($"ref float second = ref At(ref first, rows * {atOnce * kept});");
            writer.Line($"ref float hidden = ref {(layer.ReturnsSequences ? $"At(ref second, rows * {layer.Columns})" : "y")};");
            EmitClear(writer, "ref hidden", $"rows * {layer.Width}");
            if (layer.Cell.HasCellState)
            {
                writer.Line(layer.ReturnsSequences ? $"ref float cell = ref At(ref hidden, rows * {layer.Width});" : $"ref float cell = ref At(ref second, rows * {layer.Columns});");
                EmitClear(writer, "ref cell", $"rows * {layer.Width}");
            }

            bool isOne = atOnce == layer.Time;
            string steps = isOne ? Literal.Int(layer.Time) : "steps", begin = isOne ? "" : $" + begin * {layer.StepStride}";
            if (!isOne)
            {
                writer.Line($"for (int begin = 0; begin < {layer.Time}; begin += {atOnce})");
                writer.Line("{");
                writer.Line($"int steps = global::System.Math.Min({atOnce}, {layer.Time} - begin);");
            }

            writer.Line("for (int row = 0; row < rows; row++)");
            writer.Line($"    First<V>({FirstWeights}, ref At(ref x, row * {layer.InputStride}{begin}), ref At(ref first, row * {atOnce * kept}), {steps});");
            using (writer.Block($"for (int step = 0; step < {steps}; step++)"))
            {
                writer.Line($"Second<V>({SecondWeights}, ref hidden, ref second, rows);");
                string output = layer.ReturnsSequences
                    ? $"ref At(ref y, {(isOne ? "step" : "(begin + step)")} * {layer.Width}), {layer.OutputStride}"
                    : $"ref hidden, {layer.Width}";
                writer.Line($"Cell<V>(ref At(ref first, step * {kept}), {atOnce * kept}, ref second, ref hidden, {(layer.Cell.HasCellState ? "ref cell, " : "")}{output}, rows);");
            }

            if (!isOne)
                writer.Line("}");
        }
    }

    private static void EmitPredictRow(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Separate();
        writer.Summary("The same for a single row" + (layer.StepIsWrittenOut ? ": step by step." : "."));
        using (writer.Kernel("PredictRow", "ref float parameters, ref float x, ref float y, ref float scratch"))
        {
            if (!layer.StepIsWrittenOut)
            {
                writer.Line("Predict<V>(ref parameters, ref x, ref y, ref scratch, 1);");
                return;
            }

            EmitClear(writer, "ref scratch", Literal.Int(layer.CarriedLength));
            using (writer.Block($"for (int step = 0; step < {layer.Time}; step++)"))
            {
                writer.Line($"Step<V>(ref parameters, ref At(ref x, step * {layer.StepStride}), ref scratch);");
                if (layer.ReturnsSequences)
                    writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref scratch, ref At(ref y, step * {layer.Width}), {layer.Width});");
            }

            if (!layer.ReturnsSequences)
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref scratch, ref y, {layer.Width});");
        }
    }
}
