using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints an <see cref="OuterProduct"/>: the walk over its tiles, and the tile.</summary>
internal static class OuterProductEmitter
{
    public static void Emit(CodeWriter writer, OuterProduct product)
    {
        EmitWalk(writer, product);
        EmitColumns(writer, product);
        EmitTile(writer, product);
    }

    private static void EmitWalk(CodeWriter writer, OuterProduct product)
    {
        writer.Separate();
        writer.Summary(product.Summary + $"\nRows [start, end) of the {product.Rows}; x and d have as many rows as the batch.");
        using (writer.Kernel(product.Name, "ref float x, ref float d, ref float gradient, int rows, int start, int end"))
        {
            writer.Line("int column = 0;");
            using (writer.Block($"for (; column + {TileShape.Vectors} * V.Count <= {product.DeltaStride}; column += {TileShape.Vectors} * V.Count)"))
                EmitColumnsCall(writer, product, 2);
            if (product.HasOddPanel)
            {
                using (writer.Block($"if (column < {product.DeltaStride})"))
                    EmitColumnsCall(writer, product, 1);
            }
        }
    }

    private static void EmitColumnsCall(CodeWriter writer, OuterProduct product, int vectors) => writer.Line(
        $"{product.Name}Columns<V, {KernelText.Extent(vectors)}>(ref x, ref At(ref d, column), ref At(ref gradient, column / 16 * {product.PanelLength} + column % 16), rows, start, end);");

    private static void EmitColumns(CodeWriter writer, OuterProduct product)
    {
        writer.Separate();
        writer.Summary("One or two vectors of columns: tiles as high as the registers allow, then one for the rows that are left.");
        using (writer.Kernel("private", "void", product.Name + "Columns", ["W"], "ref float x, ref float d, ref float gradient, int rows, int start, int end"))
            TileWalk.Emit(writer, "start", "end", height => TileCall(product, height));
    }

    private static string TileCall(OuterProduct product, int height) =>
        $"{product.Name}Tile<V, {KernelText.Extent(height)}, W>(ref At(ref x, row), ref d, ref At(ref gradient, row * {Panels.Width}), rows);";

    private static void EmitTile(CodeWriter writer, OuterProduct product)
    {
        const int Rows = TileShape.MaxRows;
        writer.Separate();
        writer.Summary("A tile of R rows × W vectors, in registers: the sum over the rows of the batch.");
        using (writer.Kernel("private", "void", product.Name + "Tile", ["R", "W"], "ref float x, ref float d, ref float gradient, int rows"))
        {
            writer.Line("V d0, d1 = V.Zero, s;");
            for (int row = 0; row < Rows; row++)
                writer.Line($"V a{row}0 = V.Zero, a{row}1 = V.Zero;");
            using (writer.Block("for (int batchRow = 0; batchRow < rows; batchRow++)"))
            {
                writer.Line("d0 = V.Load(ref d, 0);");
                writer.Line("if (W.Value > 1) d1 = V.Load(ref d, V.Count);");
                for (int row = 0; row < Rows; row++)
                {
                    string when = row == 0 ? "" : $"if (R.Value > {row}) ";
                    writer.Line($"{when}{{ s = V.Broadcast(At(ref x, {row})); a{row}0 = V.MultiplyAdd(s, d0, a{row}0); if (W.Value > 1) a{row}1 = V.MultiplyAdd(s, d1, a{row}1); }}");
                }

                writer.Line($"x = ref At(ref x, {product.SourceStride});");
                writer.Line($"d = ref At(ref d, {product.DeltaStride});");
            }

            writer.Line($"int next = V.Count == 16 ? {product.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            for (int row = 0; row < Rows; row++)
            {
                string when = row == 0 ? "" : $"if (R.Value > {row}) ";
                string offset = Literal.Int(row * Panels.Width);
                writer.Line($"{when}{{ V.Store(a{row}0, ref gradient, {offset}); if (W.Value > 1) V.Store(a{row}1, ref gradient, {offset} + next); }}");
            }
        }
    }
}
