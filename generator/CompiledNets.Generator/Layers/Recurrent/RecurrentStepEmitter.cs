using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>Prints a single step of a single sequence: the kernel of streaming, with the same bits as in a batch of whole sequences.</summary>
internal static class RecurrentStepEmitter
{
    private const string Parameters = "ref float parameters, ref float x, ref float state";

    public static void Emit(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Separate();
        writer.Summary($"One step of one sequence: x, [{layer.Features}], and the state, which begins with h{(layer.Cell.HasCellState ? " and c" : "")}, to the next state.");
        if (!layer.StepIsWrittenOut)
        {
            using (writer.Kernel("Step", Parameters))
                EmitByKernels(writer, layer);
            return;
        }

        writer.Line(KernelText.Inlined);
        writer.Line($"public static void Step<V>({Parameters})");
        using (writer.Block($"    {KernelText.LaneConstraint}"))
        {
            writer.Line("if (V.Count == 16)");
            writer.Line("    StepOfVectors<V>(ref parameters, ref x, ref state);");
            writer.Line("else");
            writer.Line("    StepOfGates<V>(ref parameters, ref x, ref state);");
        }

        writer.Separate();
        writer.Summary("The same vector after vector of units, each from its sums to the next state: for lanes of 16, which hold a small layer's units at once.");
        using (writer.KernelApart("StepOfVectors", Parameters))
            EmitByVectors(writer, layer);
        writer.Separate();
        writer.Summary("The same gate after gate, and then the cell: for narrower lanes, where a vector's functions would keep the next one's sums waiting.");
        using (writer.KernelApart("StepOfGates", Parameters))
            EmitByGates(writer, layer);
        writer.Separate();
        writer.Summary("The cell for the vector of units at a column, from its sums over h.");
        using (writer.KernelApart("StepOfUnits", "ref float parameters, ref float x, ref float sums, ref float state, int column"))
            EmitUnits(writer, layer);
    }

    private static void EmitByKernels(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Line($"ref float first = ref At(ref state, {layer.CarriedLength});");
        writer.Line($"ref float second = ref At(ref first, {layer.KeptStride});");
        writer.Line($"FirstRow<V>({RecurrentPredictionEmitter.FirstWeights}, ref x, ref first);");
        writer.Line($"SecondRow<V>({RecurrentPredictionEmitter.SecondWeights}, ref state, ref second);");
        string cell = layer.Cell.HasCellState ? $"ref At(ref state, {layer.Width}), " : "";
        writer.Line($"Cell<V>(ref first, 0, ref second, ref state, {cell}ref state, 0, 1);");
    }

    private static void EmitByVectors(CodeWriter writer, RecurrentPlan layer)
    {
        RecurrentCell cell = layer.Cell;
        MatrixProduct second = layer.Second;
        using (writer.Block($"for (int column = 0; column < {layer.Width}; column += {Panels.Width})"))
        {
            EmitInputs(writer, layer);
            writer.Line($"ref float weightHh = ref At(ref parameters, WeightHh + column / 16 * {second.PanelLength});");
            for (int unit = 0; unit < layer.Units; unit++)
                writer.Line($"V h{unit} = V.Broadcast(At(ref state, {unit}));");
            foreach (int gate in cell.StepOrder.Take(cell.Gates.Count - 1))
                EmitGate(writer, layer, gate);
            EmitState(writer, layer);
            RecurrentCellEmitter.EmitStatements(writer, cell.Forward.Take(cell.StatementsBeforeLastGate));
            EmitGate(writer, layer, cell.StepOrder[cell.Gates.Count - 1]);
            RecurrentCellEmitter.EmitStatements(writer, cell.Forward.Skip(cell.StatementsBeforeLastGate));
            if (cell.HasCellState)
                writer.Line($"V.Store(nextCell, ref state, {layer.Width} + column);");
            writer.Line(layer.Width == Panels.Width
                ? "V.Store(next, ref state, column);"
                : $"V.Store(next, ref state, {layer.CarriedLength} + column); // other vectors still read h");
        }

        if (layer.Width > Panels.Width)
            writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref At(ref state, {layer.CarriedLength}), ref state, {layer.Width});");
    }

    private static void EmitByGates(CodeWriter writer, RecurrentPlan layer)
    {
        MatrixProduct second = layer.Second;
        int width = layer.Width;
        writer.Line($"ref float sums = ref At(ref state, {layer.CarriedLength}); // h·W_hh + b_hh");
        using (writer.Block($"for (int column = 0; column < {second.PaddedOuter}; column += 2 * V.Count)"))
        {
            // A division of signed numbers would take several instructions more.
            writer.Line($"ref float weight = ref At(ref parameters, WeightHh + (column >> 4) * {second.PanelLength} + (column & 15));");
            for (int vector = 0; vector < 2; vector++)
            {
                writer.Line($"V {Chain(0, vector)} = V.Load(ref parameters, BiasHh + column{(vector == 0 ? "" : " + V.Count")});");
                for (int block = 1; block < second.Blocks; block++)
                    writer.Line($"V {Chain(block, vector)} = V.Zero;");
            }

            writer.Line("V s;");
            foreach ((int block, int unit) in second.RowSteps)
            {
                int row = unit * Panels.Width;
                writer.Line($"s = V.Broadcast(At(ref state, {unit})); V.Accumulate(ref {Chain(block, 0)}, s, ref weight, {row}); V.Accumulate(ref {Chain(block, 1)}, s, ref weight, {row} + V.Count);");
            }

            for (int vector = 0; vector < 2; vector++)
            {
                string total = string.Join(" + ", Enumerable.Range(0, second.Blocks).Select(block => Chain(block, vector)));
                writer.Line($"V.Store({total}, ref sums, column{(vector == 0 ? "" : " + V.Count")});");
            }
        }

        writer.Line();
        writer.Line($"for (int column = 0; column < {width}; column += V.Count)");
        writer.Line($"    StepOfUnits<V>(ref parameters, ref x, ref At(ref sums, column), ref state, column);");

        static string Chain(int block, int vector) => $"{(char)('a' + block)}{vector}";
    }

    /// <summary>The cell for a vector of units. In a loop over them the JIT would load all constants beforehand, and has no registers for so many.</summary>
    private static void EmitUnits(CodeWriter writer, RecurrentPlan layer)
    {
        RecurrentCell cell = layer.Cell;
        EmitInputs(writer, layer);
        for (int gate = 0; gate < cell.Gates.Count; gate++)
        {
            EmitInputSum(writer, layer, gate);
            writer.Line($"V u{cell.Gates[gate]} = V.Load(ref sums, {gate * layer.Width});");
        }

        EmitState(writer, layer);
        RecurrentCellEmitter.EmitStatements(writer, cell.Forward);
        if (cell.HasCellState)
            writer.Line($"V.Store(nextCell, ref state, {layer.Width} + column);");
        writer.Line("V.Store(next, ref state, column);");
    }

    private static void EmitInputs(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Line($"ref float weightIh = ref At(ref parameters, WeightIh + (column >> 4) * {layer.First.PanelLength} + (column & 15));");
        for (int feature = 0; feature < layer.Features; feature++)
            writer.Line($"V x{feature} = V.Broadcast(At(ref x, {feature}));");
    }

    /// <summary>A gate's sum over what comes in.</summary>
    private static void EmitInputSum(CodeWriter writer, RecurrentPlan layer, int gate)
    {
        int place = layer.Cell.FirstOrder[gate];
        string name = layer.Cell.Gates[gate];
        writer.Line($"V x{name} = V.Load(ref parameters, BiasIh + {RecurrentCellEmitter.Place(layer, place)}column);");
        for (int feature = 0; feature < layer.Features; feature++)
            writer.Line($"V.Accumulate(ref x{name}, x{feature}, ref weightIh, {(place * layer.Width * layer.Features) + (feature * Panels.Width)});");
    }

    /// <summary>What is carried from the step before.</summary>
    private static void EmitState(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Line("V h = V.Load(ref state, column);");
        if (layer.Cell.HasCellState)
            writer.Line($"V c = V.Load(ref state, {layer.Width} + column);");
    }

    /// <summary>
    /// A gate's two sums. Over the hidden state the blocks stand side by side, and their sums are added in order. Each variable begins where it is used: with
    /// more of them at a time than there are registers, vectors would wait on the stack, where the widest ones lie across two lines of the cache.
    /// </summary>
    private static void EmitGate(CodeWriter writer, RecurrentPlan layer, int gate)
    {
        RecurrentCell cell = layer.Cell;
        MatrixProduct second = layer.Second;
        string name = cell.Gates[gate];
        EmitInputSum(writer, layer, gate);
        writer.Line($"V u{name} = V.Load(ref parameters, BiasHh + {RecurrentCellEmitter.Place(layer, gate)}column);");
        for (int block = 1; block < second.Blocks; block++)
            writer.Line($"V {Chain(block)} = V.Zero;");
        foreach ((int block, int unit) in second.RowSteps)
            writer.Line($"V.Accumulate(ref {Chain(block)}, h{unit}, ref weightHh, {(gate * layer.Width * layer.Units) + (unit * Panels.Width)});");
        for (int block = 1; block < second.Blocks; block++)
            writer.Line($"u{name} = u{name} + {Chain(block)};");

        // The variable of the sum over a block.
        string Chain(int block) => $"u{name}" + (block == 0 ? "" : Literal.Int(block));
    }
}
