using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="MatrixProduct"/>: the walk over its tiles, and the tiles.</summary>
internal static class MatrixProductEmitter
{
    public static void Emit(CodeWriter writer, MatrixProduct product)
    {
        EmitWalk(writer, product);
        EmitColumns(writer, product);
        EmitSum(writer, product, product.Tile, "Tile", "Sum", ["R", "W"], "A tile of R rows × W vectors");
        for (int part = 0; part < product.Tile.Parts.Count; part++)
            EmitTile(writer, product, part);
        EmitRow(writer, product);
        EmitSum(writer, product, product.Row, "RowTile", "RowSum", ["W"], "W vectors of a single row");
        for (int part = 0; part < product.Row.Parts.Count; part++)
            EmitRowTile(writer, product, part);
    }

    private static string WeightParameters(MatrixProduct product) => product.HasBias ? "ref float weight, ref float bias" : "ref float weight";

    /// <summary>The arguments for the columns from <paramref name="column"/> on.</summary>
    private static string WeightArguments(MatrixProduct product, string column) =>
        $"ref At(ref weight, {column} / 16 * {product.PanelLength} + {column} % 16)" + (product.HasBias ? $", ref At(ref bias, {column})" : "");

    private static void EmitWalk(CodeWriter writer, MatrixProduct product)
    {
        writer.Separate();
        writer.Summary(product.Summary);
        using (writer.Kernel(product.Name, $"{WeightParameters(product)}, ref float x, ref float y, int rows"))
        {
            writer.Line("int tiled = rows == 1 ? 0 : rows; // a single row has a wider tile of its own");
            int columns = product.PaddedOuter;
            writer.Line($"int column = tiled > 0 ? 0 : {columns}; // no column for tiles without rows");
            using (writer.Block($"for (; column + {TileShape.Vectors} * V.Count <= {columns}; column += {TileShape.Vectors} * V.Count)"))
                writer.Line($"{product.Name}Columns<V, {KernelText.Extent(2)}>({WeightArguments(product, "column")}, ref x, ref At(ref y, column), tiled);");
            if (product.HasOddPanel)
            {
                using (writer.Block($"if (column < {columns})"))
                    writer.Line($"{product.Name}Columns<V, {KernelText.Extent(1)}>({WeightArguments(product, "column")}, ref x, ref At(ref y, column), tiled);");
            }

            using (writer.Block("if (tiled < rows)"))
                writer.Line($"{product.Name}Row<V>({WeightReferences(product)}, ref At(ref x, tiled * {product.SourceStride}), ref At(ref y, tiled * {product.DestinationStride}));");
        }
    }

    private static void EmitColumns(CodeWriter writer, MatrixProduct product)
    {
        writer.Separate();
        writer.Summary("One or two vectors of columns, all rows: tiles as high as the registers allow, then one for the rows that are left.");
        using (writer.Kernel("private", "void", product.Name + "Columns", ["W"], $"{WeightParameters(product)}, ref float x, ref float y, int rows"))
            TileWalk.Emit(writer, "0", "rows", height => TileCall(product, height));
    }

    private static string TileCall(MatrixProduct product, int height) =>
        $"{SumName(product, product.Tile, "Tile", "Sum")}<V, {KernelText.Extent(height)}, W>(ref weight{(product.HasBias ? ", ref bias" : "")}, "
        + $"ref At(ref x, row * {product.SourceStride}), ref At(ref y, row * {product.DestinationStride}));";

    /// <summary>The method that computes a whole sum: its only part, or the one that calls them all.</summary>
    private static string SumName(MatrixProduct product, SumPlan sum, string part, string whole) => product.Name + (sum.Parts.Count > 1 ? whole : part);

    private static string PartName(MatrixProduct product, string part, SumPlan sum, int index) =>
        product.Name + part + (sum.Parts.Count > 1 ? Literal.Int(index + 1) : "");

    /// <summary>
    /// Prints the method that calls the parts of a sum in turn. It stands alone, and the parts know their places, so that nobody's calls multiply:
    /// with hundreds of parts the JIT would stop inlining in their caller, and then optimising it.
    /// </summary>
    private static void EmitSum(CodeWriter writer, MatrixProduct product, SumPlan sum, string part, string whole, string[] extents, string what)
    {
        if (sum.Parts.Count == 1)
            return;
        writer.Separate();
        writer.Summary($"{what}: the sum over {product.Inner}, part by part; in between it waits in y.");
        using (writer.Kernel("private", "void", SumName(product, sum, part, whole), extents, $"{WeightParameters(product)}, ref float x, ref float y"))
        {
            for (int index = 0; index < sum.Parts.Count; index++)
            {
                string bias = product.HasBias && index == 0 ? ", ref bias" : "";
                writer.Line($"{PartName(product, part, sum, index)}<V, {string.Join(", ", extents)}>(ref weight{bias}, ref x, ref y);");
            }
        }
    }

    private static void EmitTile(CodeWriter writer, MatrixProduct product, int index)
    {
        const int Rows = TileShape.MaxRows;
        SumPlan sum = product.Tile;
        SumPart part = sum.Parts[index];
        bool first = index == 0, last = index == sum.Parts.Count - 1;
        writer.Separate();
        writer.Summary($"A tile of R rows × W vectors, in registers: "
            + (product.Blocks == 1 ? $"{part.Of(product.Inner)}." : $"the sums over {product.Blocks} blocks of {product.BlockLength}, one after the other."));
        string parameters = (product.HasBias && first ? "ref float weight, ref float bias" : "ref float weight") + ", ref float x, ref float y";
        using (writer.Kernel("private", "void", PartName(product, "Tile", sum, index), ["R", "W"], parameters))
        {
            writer.Line($"int next = V.Count == 16 ? {product.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            writer.Line("V w0, w1 = V.Zero, s;");
            if (first)
            {
                string start0 = product.HasBias ? "V.Load(ref bias, 0)" : "V.Zero";
                string start1 = product.HasBias ? "W.Value > 1 ? V.Load(ref bias, V.Count) : V.Zero" : "V.Zero";
                writer.Line($"V a00 = {start0}, a01 = {start1};");
                for (int row = 1; row < Rows; row++)
                    writer.Line($"V a{row}0 = a00, a{row}1 = a01;");
            }
            else
            {
                for (int row = 0; row < Rows; row++)
                {
                    writer.Line($"V a{row}0 = R.Value > {row} ? V.Load(ref y, {row * product.DestinationStride}) : V.Zero;");
                    writer.Line($"V a{row}1 = R.Value > {row} && W.Value > 1 ? V.Load(ref y, {row * product.DestinationStride} + V.Count) : V.Zero;");
                }
            }

            if (product.Blocks == 1)
                SumEmitter.Emit(writer, sum, part, step => EmitTileStep(writer, product, step), ("x", 1), ("weight", Panels.Width));
            else
                EmitTileBlocks(writer, product);
            for (int row = 0; row < Rows; row++)
            {
                string when = row == 0 ? "" : $"if (R.Value > {row}) ";
                string offset = Literal.Int(row * product.DestinationStride);
                string store0 = $"V.Store({Value(product, last, $"a{row}0")}, ref y, {offset});";
                string store1 = $"V.Store({Value(product, last, $"a{row}1")}, ref y, {(row == 0 ? "" : offset + " + ")}V.Count);";
                writer.Line($"{when}{{ {store0} if (W.Value > 1) {store1} }}");
            }
        }
    }

    private static void EmitTileStep(CodeWriter writer, MatrixProduct product, int step)
    {
        writer.Line($"w0 = V.Load(ref weight, {step * Panels.Width});");
        writer.Line($"if (W.Value > 1) w1 = V.Load(ref weight, {(step == 0 ? "next" : $"{step * Panels.Width} + next")});");
        for (int row = 0; row < TileShape.MaxRows; row++)
        {
            string when = row == 0 ? "" : $"if (R.Value > {row}) ";
            writer.Line($"{when}{{ s = V.Broadcast(At(ref x, {(row * product.SourceStride) + step})); V.Accumulate(ref a{row}0, s, w0); if (W.Value > 1) V.Accumulate(ref a{row}1, s, w1); }}");
        }
    }

    /// <summary>Prints the blocks of a tile's sum, in a loop: each is chains of its own, and what those before it add up to waits in y.</summary>
    private static void EmitTileBlocks(CodeWriter writer, MatrixProduct product)
    {
        int length = product.BlockLength, left = product.Inner - (product.Blocks * length);
        using (writer.Block("for (int block = 0; ; block++)"))
        {
            int moved = SumEmitter.Emit(
                writer, product.Tile, new SumPart(0, length), step => EmitTileStep(writer, product, step), ("x", 1), ("weight", Panels.Width));
            if (left > 0)
            {
                using (writer.Block($"if (block == {product.Blocks - 1})"))
                {
                    for (int step = length; step < length + left; step++)
                        EmitTileStep(writer, product, step - moved);
                }
            }

            using (writer.Block("if (block > 0)"))
                EmitAddWaiting(writer, product);
            writer.Line($"if (block == {product.Blocks - 1})");
            writer.Line("    break;");
            for (int row = 0; row < TileShape.MaxRows; row++)
            {
                string when = row == 0 ? "" : $"if (R.Value > {row}) ";
                int offset = row * product.DestinationStride;
                writer.Line($"{when}{{ V.Store(a{row}0, ref y, {offset}); a{row}0 = V.Zero; if (W.Value > 1) {{ V.Store(a{row}1, ref y, {offset} + V.Count); a{row}1 = V.Zero; }} }}");
            }

            if (length > moved)
            {
                writer.Line($"x = ref At(ref x, {length - moved});");
                writer.Line($"weight = ref At(ref weight, {(length - moved) * Panels.Width});");
            }
        }
    }

    private static void EmitAddWaiting(CodeWriter writer, MatrixProduct product)
    {
        for (int row = 0; row < TileShape.MaxRows; row++)
        {
            string when = row == 0 ? "" : $"if (R.Value > {row}) ";
            int offset = row * product.DestinationStride;
            writer.Line($"{when}{{ a{row}0 = V.Load(ref y, {offset}) + a{row}0; if (W.Value > 1) a{row}1 = V.Load(ref y, {offset} + V.Count) + a{row}1; }}");
        }
    }

    private static string Value(MatrixProduct product, bool last, string sum) => last && !product.Fused.IsLinear ? $"Activation({sum})" : sum;

    private static void EmitRow(CodeWriter writer, MatrixProduct product)
    {
        int columns = product.PaddedOuter, vectors = product.RowVectors;
        writer.Separate();
        writer.Summary("A single row: each weight is read once, in order.");
        using (writer.Kernel("public", "void", product.Name + "Row", [], $"{WeightParameters(product)}, ref float x, ref float y"))
        {
            writer.Line("int column = 0;");
            using (writer.Block($"for (; column + {vectors} * V.Count <= {columns}; column += {vectors} * V.Count)"))
                writer.Line(RowCall(product, vectors));

            if (product.RowRemainders.Count > 0)
            {
                using (writer.Block($"switch ({columns} / V.Count % {vectors})"))
                {
                    foreach (int left in product.RowRemainders)
                    {
                        writer.Line($"case {left}:");
                        writer.Line("    " + RowCall(product, left));
                        writer.Line("    break;");
                    }
                }
            }
        }
    }

    private static string RowTileName(MatrixProduct product) => SumName(product, product.Row, "RowTile", "RowSum");

    private static string WeightReferences(MatrixProduct product) => product.HasBias ? "ref weight, ref bias" : "ref weight";

    private static string RowCall(MatrixProduct product, int vectors) =>
        $"{RowTileName(product)}<V, {KernelText.Extent(vectors)}>("
        + $"{WeightArguments(product, "column")}, ref x, ref At(ref y, column));";

    private static void EmitRowTile(CodeWriter writer, MatrixProduct product, int index)
    {
        SumPlan sum = product.Row;
        SumPart part = sum.Parts[index];
        bool first = index == 0;
        writer.Separate();
        writer.Summary($"W vectors of a single row, in registers: {part.Of(product.Blocks == 1 ? product.Inner : product.BlockLength)}"
            + (product.Blocks == 1 ? "." : $" of each of {product.Blocks} blocks."));
        string parameters = (product.HasBias && first ? "ref float weight, ref float bias" : "ref float weight") + ", ref float x, ref float y";
        using (writer.Kernel("private", "void", PartName(product, "RowTile", sum, index), ["W"], parameters))
            EmitRowSum(writer, product, part, first, index == sum.Parts.Count - 1, vector => $"W.Value > {vector}", "Activation");
    }

    /// <summary>Prints a whole single row, straight-line, for a method that has those of other layers too: from <c>x</c> to <c>y</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="product">A product with <see cref="MatrixProduct.RowOperations"/>.</param>
    /// <param name="activation">How f is called from there.</param>
    /// <param name="isOutput">Whether y is the caller's, with nothing behind the row's values.</param>
    public static void EmitWholeRow(CodeWriter writer, MatrixProduct product, string activation, bool isOutput)
    {
        if (isOutput && product.HasSingleOutput)
        {
            SingleOutputEmitter.Emit(writer, product, activation);
            return;
        }

        var whole = new SumPart(0, product.BlockLength);
        for (int vector = 0; vector < product.MostVectors; vector += product.RowVectors)
        {
            using (writer.Block(vector == 0 ? "// its first vectors" : $"if ({vector} * V.Count < {product.Outer})"))
                EmitRowSum(writer, product, whole, first: true, last: true, other => $"{other} * V.Count < {product.Outer}", activation, vector, exactly: isOutput);
        }
    }

    private static void EmitRowSum(
        CodeWriter writer, MatrixProduct product, SumPart part, bool first, bool last, Func<int, string> exists, string activation, int firstVector = 0, bool exactly = false)
    {
        int end = firstVector + product.RowVectors;
        for (int vector = firstVector; vector < end; vector++)
        {
            string start = !first ? $"V.Load(ref y, {vector} * V.Count)" : product.HasBias ? $"V.Load(ref bias, {vector} * V.Count)" : "V.Zero";
            string value = vector == firstVector || start == "V.Zero" ? start : $"{exists(vector)} ? {start} : V.Zero";
            writer.Line($"V {Chain(0, vector)} = {value};");
            for (int block = 1; block < product.Blocks; block++)
                writer.Line($"V {Chain(block, vector)} = V.Zero;");
        }

        writer.Line("V s;");
        int moved = SumEmitter.Emit(writer, product.Row, part, step =>
        {
            for (int block = 0; block < product.Blocks; block++)
                EmitRowStep(writer, product, block, (block * product.BlockLength) + step, exists, firstVector);
        }, ("x", 1), ("weight", Panels.Width));
        for (int step = product.Blocks * product.BlockLength; step < product.Inner && product.Blocks > 1; step++)
            EmitRowStep(writer, product, product.Blocks - 1, step - moved, exists, firstVector);
        for (int vector = firstVector; vector < end; vector++)
        {
            string when = vector == firstVector ? "" : $"if ({exists(vector)}) ";
            string total = string.Join(" + ", Enumerable.Range(0, product.Blocks).Select(block => Chain(block, vector)));
            string value = last && !product.Fused.IsLinear ? $"{activation}({total})" : total;
            writer.Line(exactly && product.Outer % Panels.Width != 0
                ? $"{when}V.StoreFirst({value}, ref y, {vector} * V.Count, global::System.Math.Min(V.Count, {product.Outer} - {vector} * V.Count));"
                : $"{when}V.Store({value}, ref y, {vector} * V.Count);");
        }
    }

    /// <summary>The variable of a block's sum: a0, a1, … for the first block, b0, b1, … for the second.</summary>
    private static string Chain(int block, int vector) => $"{(char)('a' + block)}{vector}";

    private static void EmitRowStep(CodeWriter writer, MatrixProduct product, int block, int step, Func<int, string> exists, int firstVector)
    {
        writer.Line($"s = V.Broadcast(At(ref x, {step}));");
        for (int vector = firstVector; vector < firstVector + product.RowVectors; vector++)
        {
            string when = vector == firstVector ? "" : $"if ({exists(vector)}) ";
            string offset = $"{vector} * V.Count / 16 * {product.PanelLength} + {vector} * V.Count % 16{(step == 0 ? "" : $" + {step * Panels.Width}")}";
            writer.Line($"{when}V.Accumulate(ref {Chain(block, vector)}, s, ref weight, {(vector == 0 ? Literal.Int(step * Panels.Width) : offset)});");
        }
    }
}
