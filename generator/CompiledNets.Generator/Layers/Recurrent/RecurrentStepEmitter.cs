using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>Prints a single step of a single sequence: the kernel of streaming, with the same bits as in a batch of whole sequences.</summary>
internal static class RecurrentStepEmitter
{
    public static void Emit(CodeWriter writer, RecurrentPlan layer)
    {
        writer.Separate();
        writer.Summary($"One step of one sequence: x, [{layer.Features}], and the state, which begins with h{(layer.Cell.HasCellState ? " and c" : "")}, to the next state.");
        using (writer.Kernel("Step", "ref float parameters, ref float x, ref float state"))
        {
            if (layer.StepIsStraightLine)
                EmitStraightLine(writer, layer);
            else
                EmitByKernels(writer, layer);
        }
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

    private static void EmitStraightLine(CodeWriter writer, RecurrentPlan layer)
    {
        RecurrentCell cell = layer.Cell;
        MatrixProduct second = layer.Second;
        using (writer.Block($"for (int column = 0; column < {layer.Width}; column += V.Count)"))
        {
            writer.Line($"ref float weightIh = ref At(ref parameters, WeightIh + column / 16 * {layer.First.PanelLength} + column % 16);");
            writer.Line($"ref float weightHh = ref At(ref parameters, WeightHh + column / 16 * {second.PanelLength} + column % 16);");
            for (int feature = 0; feature < layer.Features; feature++)
                writer.Line($"V x{feature} = V.Broadcast(At(ref x, {feature}));");
            for (int unit = 0; unit < layer.Units; unit++)
                writer.Line($"V h{unit} = V.Broadcast(At(ref state, {unit}));");
            foreach (int gate in cell.StepOrder.Take(cell.Gates.Count - 1))
                EmitGate(writer, layer, gate);
            writer.Line("V h = V.Load(ref state, column);");
            if (cell.HasCellState)
                writer.Line($"V c = V.Load(ref state, {layer.Width} + column);");
            RecurrentCellEmitter.EmitStatements(writer, cell.Forward.Take(cell.StatementsBeforeLastGate));
            EmitGate(writer, layer, cell.StepOrder[cell.Gates.Count - 1]);
            RecurrentCellEmitter.EmitStatements(writer, cell.Forward.Skip(cell.StatementsBeforeLastGate));
            if (cell.HasCellState)
                writer.Line($"V.Store(nextCell, ref state, {layer.Width} + column);");
            writer.Line($"V.Store(next, ref state, (V.Count == {layer.Width} ? 0 : {layer.CarriedLength}) + column); // other vectors still read h");
        }

        writer.Line($"if (V.Count < {layer.Width})");
        writer.Line($"    global::CompiledNets.Memory.PaddedRows.Copy(ref At(ref state, {layer.CarriedLength}), ref state, {layer.Width});");
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
        writer.Line($"V x{name} = V.Load(ref parameters, BiasIh + {RecurrentCellEmitter.Place(layer, cell.FirstOrder[gate])}column);");
        for (int feature = 0; feature < layer.Features; feature++)
            writer.Line($"V.Accumulate(ref x{name}, x{feature}, ref weightIh, {(cell.FirstOrder[gate] * layer.Width * layer.Features) + (feature * Panels.Width)});");
        writer.Line($"V u{name} = V.Load(ref parameters, BiasHh + {RecurrentCellEmitter.Place(layer, gate)}column);");
        for (int block = 1; block < second.Blocks; block++)
            writer.Line($"V {Chain(block)} = V.Zero;");
        for (int step = 0; step < second.BlockLength; step++)
        {
            for (int block = 0; block < second.Blocks; block++)
                EmitUnit(block, (block * second.BlockLength) + step);
        }

        for (int unit = second.Blocks * second.BlockLength; unit < layer.Units; unit++)
            EmitUnit(second.Blocks - 1, unit);
        for (int block = 1; block < second.Blocks; block++)
            writer.Line($"u{name} = u{name} + {Chain(block)};");

        void EmitUnit(int block, int unit) =>
            writer.Line($"V.Accumulate(ref {Chain(block)}, h{unit}, ref weightHh, {(gate * layer.Width * layer.Units) + (unit * Panels.Width)});");

        // The variable of the sum over a block.
        string Chain(int block) => $"u{name}" + (block == 0 ? "" : Literal.Int(block));
    }
}
