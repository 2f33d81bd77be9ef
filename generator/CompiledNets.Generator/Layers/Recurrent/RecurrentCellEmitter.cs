using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>Prints the cell of a recurrent layer over the rows of one step, and its derivatives.</summary>
internal static class RecurrentCellEmitter
{
    /// <summary>The cell of one step: from what the two products gave to the next hidden state, which goes to <c>hidden</c> and to <c>y</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="keeps">Whether what the backward pass reads is kept.</param>
    public static void Emit(CodeWriter writer, RecurrentPlan layer, string name, bool keeps)
    {
        RecurrentCell cell = layer.Cell;
        string keptParameters = !keeps ? "" : "ref float keptHidden, " + (cell.HasCellState ? "ref float keptCell, " : "");
        writer.Separate();
        writer.Summary($"A step of rows, value by value, with x… and u… what the first and the second product give{(keeps ? "; keeps what the backward pass reads" : "")}:\n{cell.Formula}.");
        using (writer.KernelApart(
            name,
            $"ref float first, int firstStride, ref float second, ref float hidden, {(cell.HasCellState ? "ref float cell, " : "")}{keptParameters}ref float y, int outputStride, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (writer.Block($"for (int column = 0; column < {layer.Width}; column += V.Count)"))
            {
                EmitProducts(writer, layer);
                writer.Line("V h = V.Load(ref hidden, column);");
                if (keeps)
                    writer.Line("V.Store(h, ref keptHidden, column);");
                if (cell.HasCellState)
                {
                    writer.Line("V c = V.Load(ref cell, column);");
                    if (keeps)
                        writer.Line("V.Store(c, ref keptCell, column);");
                }

                EmitStatements(writer, cell.Forward);
                for (int place = 0; keeps && place < cell.Kept.Count; place++)
                    writer.Line($"V.Store({cell.Kept[place]}, ref first, {Place(layer, place)}column);");
                if (cell.HasCellState)
                    writer.Line("V.Store(nextCell, ref cell, column);");
                writer.Line("V.Store(next, ref hidden, column);");
                writer.Line("V.Store(next, ref y, column);");
            }

            writer.Line("first = ref At(ref first, firstStride);");
            writer.Line($"second = ref At(ref second, {layer.Columns});");
            writer.Line($"hidden = ref At(ref hidden, {layer.Width});");
            if (cell.HasCellState)
                writer.Line($"cell = ref At(ref cell, {layer.Width});");
            if (keeps)
            {
                writer.Line($"keptHidden = ref At(ref keptHidden, {layer.Time * layer.Width});");
                if (cell.HasCellState)
                    writer.Line($"keptCell = ref At(ref keptCell, {layer.Time * layer.Width});");
            }

            writer.Line("y = ref At(ref y, outputStride);");
        }
    }

    private static void EmitProducts(CodeWriter writer, RecurrentPlan layer)
    {
        for (int gate = 0; gate < layer.Cell.Gates.Count; gate++)
        {
            string name = layer.Cell.Gates[gate];
            writer.Line($"V x{name} = V.Load(ref first, {Place(layer, layer.Cell.FirstOrder[gate])}column), u{name} = V.Load(ref second, {Place(layer, gate)}column);");
        }
    }

    /// <summary>The derivatives of one step, which replace what it kept.</summary>
    public static void EmitGradient(CodeWriter writer, RecurrentPlan layer)
    {
        RecurrentCell cell = layer.Cell;
        int timeStride = layer.Time * layer.Width;
        writer.Separate();
        writer.Summary("The derivatives of a step of rows, value by value: from those by the hidden state that it gave, which is read by the step behind"
            + (layer.ReturnsSequences ? " and by the layer behind" : "") + ", to those by what the two products gave. They replace what was kept.");
        using (writer.KernelApart(
            "CellGradient",
            "ref float kept, " + (cell.HandsHiddenOn ? "ref float keptHidden, " : "") + (cell.HasCellState ? "ref float keptCell, " : "")
            + (layer.ReturnsSequences ? "ref float delta, " : "") + "ref float carried, " + (cell.HandsHiddenOn ? "ref float handed, " : "")
            + (cell.HasCellState ? "ref float carriedCells, " : "") + "int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (writer.Block($"for (int column = 0; column < {layer.Width}; column += V.Count)"))
            {
                for (int place = 0; place < cell.Kept.Count; place++)
                    writer.Line($"V {cell.Kept[place]} = V.Load(ref kept, {Place(layer, place)}column);");
                if (cell.HandsHiddenOn)
                    writer.Line("V h = V.Load(ref keptHidden, column);");
                writer.Line("V dh = V.Load(ref carried, column)" + (cell.HandsHiddenOn ? " + V.Load(ref handed, column)" : "")
                    + (layer.ReturnsSequences ? " + V.Load(ref delta, column)" : "") + ";");
                if (cell.HasCellState)
                    writer.Line("V c = V.Load(ref keptCell, column), dc = V.Load(ref carriedCells, column);");
                EmitStatements(writer, cell.Backward);
                for (int place = 0; place < cell.Derivatives.Count; place++)
                    writer.Line($"V.Store({cell.Derivatives[place]}, ref kept, {Place(layer, place)}column);");
                if (cell.HandsHiddenOn)
                    writer.Line("V.Store(handedOn, ref handed, column);");
                if (cell.HasCellState)
                    writer.Line("V.Store(carriedCell, ref carriedCells, column);");
            }

            writer.Line($"kept = ref At(ref kept, {layer.Time * layer.KeptStride});");
            if (cell.HandsHiddenOn)
                writer.Line($"keptHidden = ref At(ref keptHidden, {timeStride});");
            if (cell.HasCellState)
                writer.Line($"keptCell = ref At(ref keptCell, {timeStride});");
            if (layer.ReturnsSequences)
                writer.Line($"delta = ref At(ref delta, {timeStride});");
            writer.Line($"carried = ref At(ref carried, {layer.Width});");
            if (cell.HandsHiddenOn)
                writer.Line($"handed = ref At(ref handed, {layer.Width});");
            if (cell.HasCellState)
                writer.Line($"carriedCells = ref At(ref carriedCells, {layer.Width});");
        }
    }

    public static void EmitStatements(CodeWriter writer, IEnumerable<string> statements)
    {
        foreach (string statement in statements)
            writer.Line(statement);
    }

    /// <summary>Where a gate's columns begin, as the beginning of a sum.</summary>
    public static string Place(RecurrentPlan layer, int gate) => gate == 0 ? "" : $"{Literal.Int(gate * layer.Width)} + ";
}
