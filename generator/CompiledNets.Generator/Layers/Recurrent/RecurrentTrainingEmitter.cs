using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>Prints a recurrent layer's training: the forward pass that keeps what is needed, the way back through time, and the gradients of its tensors.</summary>
internal static class RecurrentTrainingEmitter
{
    public static void Emit(CodeWriter writer, RecurrentPlan layer, TrainingPlan training)
    {
        RecurrentMemory memory = layer.Memory!;
        writer.Separate();
        writer.Line("// In the workspace.");
        writer.Line($"public const int Output = {layer.Output.Offset}, Delta = {layer.Delta.Offset};");
        writer.Line($"public const int Kept = {memory.Kept.Offset}, KeptHidden = {memory.Hidden.Offset}{Constant("KeptCells", memory.Cells)};");
        writer.Line($"public const int Products = {memory.Second.Offset}{Constant("RunningHidden", memory.RunningHidden)}{Constant("RunningCell", memory.RunningCell)};");
        writer.Line($"public const int Carried = {memory.Carried.Offset}{Constant("HandedOn", memory.HandedOn)}{Constant("CarriedCells", memory.CarriedCell)};");
        writer.Line($"public const int TransposedHh = {memory.TransposedHh.Offset}{Constant("TransposedIh", memory.TransposedIh)};");

        RecurrentCellEmitter.Emit(writer, layer, "KeepingCell", keeps: true);
        EmitForward(writer, layer);
        RecurrentCellEmitter.EmitGradient(writer, layer);
        EmitBackward(writer, layer);
        MatrixProductEmitter.Emit(writer, layer.HiddenGradient!);
        if (layer.InputGradient is not null)
        {
            MatrixProductEmitter.Emit(writer, layer.InputGradient);
            WeightTransposeEmitter.Emit(writer, "TransposeFirst", layer.Features, layer.Columns);
        }

        WeightTransposeEmitter.Emit(writer, "TransposeSecond", layer.Units, layer.Columns);
        OuterProductEmitter.Emit(writer, layer.FirstWeightGradient, training);
        OuterProductEmitter.Emit(writer, layer.SecondWeightGradient, training);
        ColumnSumEmitter.Emit(writer, "BiasGradient", layer.FirstWeightGradient);
        if (!layer.WeightIh.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, layer.WeightIh.Penalty);
        EmitGradients(writer, layer);
    }

    private static string Constant(string name, Region? region) => region is { } place ? $", {name} = {Literal.Int(place.Offset)}" : "";

    /// <summary>A reference into the workspace, to row <c>start</c>.</summary>
    private static void EmitReference(CodeWriter writer, string name, string region, int stride) =>
        writer.Line($"ref float {name} = ref At(ref workspace, {region} + start * {stride});");

    private static void EmitForward(CodeWriter writer, RecurrentPlan layer)
    {
        int time = layer.Time, width = layer.Width, kept = layer.KeptStride;
        writer.Separate();
        writer.Summary($"The forward pass of the rows from row start on, {layer.Input} → {layer.OutputShape}: the products of all their steps with W_ih, then step after step.");
        using (writer.Kernel("Forward", "ref float parameters, ref float workspace, ref float x, int start, int count"))
        {
            EmitReference(writer, "first", "Kept", time * kept);
            EmitReference(writer, "second", "Products", layer.Columns);
            EmitReference(writer, "keptHidden", "KeptHidden", time * width);
            EmitReference(writer, "y", "Output", layer.OutputStride);
            if (layer.ReturnsSequences)
                EmitReference(writer, "hidden", "RunningHidden", width);
            else
                writer.Line("ref float hidden = ref y;");
            RecurrentPredictionEmitter.EmitClear(writer, "ref hidden", $"count * {width}");
            if (layer.Cell.HasCellState)
            {
                EmitReference(writer, "keptCells", "KeptCells", time * width);
                EmitReference(writer, "cell", "RunningCell", width);
                RecurrentPredictionEmitter.EmitClear(writer, "ref cell", $"count * {width}");
            }

            writer.Line($"First<V>({RecurrentPredictionEmitter.FirstWeights}, ref x, ref first, count * {time});");
            using (writer.Block($"for (int step = 0; step < {time}; step++)"))
            {
                writer.Line($"Second<V>({RecurrentPredictionEmitter.SecondWeights}, ref hidden, ref second, count);");
                string cell = layer.Cell.HasCellState ? "ref cell, " : "", keptCell = layer.Cell.HasCellState ? $"ref At(ref keptCells, step * {width}), " : "";
                string output = layer.ReturnsSequences ? $"ref At(ref y, step * {width}), {layer.OutputStride}" : $"ref hidden, {width}";
                writer.Line($"KeepingCell<V>(ref At(ref first, step * {kept}), {time * kept}, ref second, ref hidden, {cell}ref At(ref keptHidden, step * {width}), {keptCell}{output}, count);");
            }
        }
    }

    private static void EmitBackward(CodeWriter writer, RecurrentPlan layer)
    {
        int time = layer.Time, width = layer.Width, kept = layer.KeptStride;
        RecurrentCell cell = layer.Cell;
        writer.Separate();
        writer.Summary("The way back through time, for the same rows: from the derivatives by what went out to those by what the products gave, at every step"
            + (layer.InputGradient is null ? "." : ", and by what came in."));
        using (writer.Kernel("Backward", $"ref float workspace, {(layer.InputGradient is null ? "" : "ref float dx, ")}int start, int count"))
        {
            EmitReference(writer, "kept", "Kept", time * kept);
            EmitReference(writer, "delta", "Delta", layer.OutputStride);
            EmitReference(writer, "carried", "Carried", width);
            if (layer.ReturnsSequences)
                RecurrentPredictionEmitter.EmitClear(writer, "ref carried", $"count * {width}");
            else
                writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref delta, ref carried, count * {width});");
            if (cell.HandsHiddenOn)
            {
                EmitReference(writer, "keptHidden", "KeptHidden", time * width);
                EmitReference(writer, "handed", "HandedOn", width);
                RecurrentPredictionEmitter.EmitClear(writer, "ref handed", $"count * {width}");
            }

            if (cell.HasCellState)
            {
                EmitReference(writer, "keptCells", "KeptCells", time * width);
                EmitReference(writer, "carriedCells", "CarriedCells", width);
                RecurrentPredictionEmitter.EmitClear(writer, "ref carriedCells", $"count * {width}");
            }

            using (writer.Block($"for (int step = {time - 1}; step >= 0; step--)"))
            {
                string atStep = $"step * {width})";
                writer.Line($"CellGradient<V>(ref At(ref kept, step * {kept}), "
                    + (cell.HandsHiddenOn ? $"ref At(ref keptHidden, {atStep}, " : "") + (cell.HasCellState ? $"ref At(ref keptCells, {atStep}, " : "")
                    + (layer.ReturnsSequences ? $"ref At(ref delta, {atStep}, " : "") + "ref carried, " + (cell.HandsHiddenOn ? "ref handed, " : "")
                    + (cell.HasCellState ? "ref carriedCells, " : "") + "count);");
                writer.Line("if (step > 0) // nobody reads the derivative by the state that a sequence begins with");
                writer.Line($"    HiddenGradient<V>(ref At(ref workspace, TransposedHh), ref At(ref kept, step * {kept}{Second(layer)}), ref carried, count);");
            }

            if (layer.InputGradient is not null)
                writer.Line($"InputGradient<V>(ref At(ref workspace, TransposedIh), ref kept, ref dx, count * {time});");
        }
    }

    /// <summary>From the derivatives by the first product to those by the second.</summary>
    private static string Second(RecurrentPlan layer) => layer.Cell.SecondStart == 0 ? "" : $" + {Literal.Int(layer.Cell.SecondStart * layer.Width)}";

    private static void EmitGradients(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Separate();
        writer.Summary("The gradients of a worker's share of both weights, and for the first worker of the biases; whether all of them are finite.");
        using (writer.Kernel(
            "Gradients",
            $"ref float parameters, ref float workspace, ref float x, {(layer.StripLength > 0 ? "ref float strip, " : "")}ref float gradients, int rows, int worker, int workers", "bool"))
        {
            writer.Line($"rows *= {layer.Time}; // the steps of all of them");
            writer.Line("bool finite = true;");
            writer.Line("ref float kept = ref At(ref workspace, Kept);");
            writer.Line($"ref float keptSecond = ref At(ref workspace, Kept{Second(layer)});");
            writer.Line("ref float hidden = ref At(ref workspace, KeptHidden);");
            using (writer.Block("// W_ih"))
                WeightGradientEmitter.Emit(writer, layer.FirstWeightGradient, "WeightIh", "x", "kept", layer.WeightIh.Penalty);
            using (writer.Block("// W_hh"))
                WeightGradientEmitter.Emit(writer, layer.SecondWeightGradient, "WeightHh", "hidden", "keptSecond", layer.WeightHh.Penalty);
            using (writer.Block("if (worker == 0)"))
            {
                writer.Line("BiasGradient<V>(ref kept, ref At(ref gradients, BiasIh), rows);");
                writer.Line(layer.Cell.SecondStart == 0
                    ? $"global::CompiledNets.Memory.PaddedRows.Copy(ref At(ref gradients, BiasIh), ref At(ref gradients, BiasHh), {layer.Columns}); // both are added to the same sums"
                    : "BiasGradient<V>(ref keptSecond, ref At(ref gradients, BiasHh), rows);");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, BiasIh), {layer.Columns});");
                writer.Line($"finite &= {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, BiasHh), {layer.Columns});");
            }

            writer.Line("return finite;");
        }
    }
}
