using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Optimizers;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints an <see cref="OuterProduct"/>: a strip of columns, its tiles, and the copies that they may read.</summary>
internal static class OuterProductEmitter
{
    /// <summary>Rows of the batch in the body of a tile's loop.</summary>
    private const int LoopStep = 2;

    /// <summary>The columns of a strip, as an expression that the JIT folds.</summary>
    public static string StripWidth => $"{TileShape.Vectors} * V.Count";

    /// <summary>Rows of the batch between two vectors of an update that runs beside a tile.</summary>
    private const int UpdateStep = 2;

    /// <summary>
    /// Whether an update runs beside a tile, as a condition that the JIT folds. It pays where a tile leaves registers and the divider, which an update
    /// waits for, is apart from the multiply-add units: with 16 lanes.
    /// </summary>
    public static string UpdatesBeside => $"V.Count == {Panels.Width}";

    public static void Emit(CodeWriter writer, OuterProduct product, TrainingPlan training)
    {
        if (product.Packing is { } packing)
        {
            EmitTranspose(writer, product, packing);
            EmitPack(writer, product);
        }

        EmitStrip(writer, product);
        EmitColumns(writer, product);
        EmitTile(writer, product);
        if (training.FusesUpdate && product.HasWholeStrip)
        {
            EmitUpdatingStrip(writer, product, training);
            EmitUpdatingTile(writer, product, training);
        }
    }

    private static void EmitTranspose(CodeWriter writer, OuterProduct product, OuterProductPacking packing)
    {
        writer.Separate();
        writer.Summary($"Rows [start, end) of xᵀ, [{product.Rows}, rows], from x, [rows, {product.Rows}].");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"private static void {product.Name}Source(ref float x, ref float transposed, int rows, int start, int end)"))
        {
            writer.Line("global::CompiledNets.Memory.BlockTranspose.Copy("
                + $"ref At(ref x, start), {product.SourceStride}, ref At(ref transposed, start * {packing.RowStride}), {packing.RowStride}, rows, end - start);");
        }
    }

    private static void EmitPack(CodeWriter writer, OuterProduct product)
    {
        writer.Separate();
        writer.Summary("One or two vectors of columns of d, row after row.");
        using (writer.Kernel("private", "void", product.Name + "Pack", ["W"], "ref float d, ref float strip, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line("V.Store(V.Load(ref d, 0), ref strip, 0);");
            writer.Line("if (W.Value > 1) V.Store(V.Load(ref d, V.Count), ref strip, V.Count);");
            writer.Line($"d = ref At(ref d, {product.DeltaStride});");
            writer.Line("strip = ref At(ref strip, W.Value * V.Count);");
        }
    }

    private static void EmitStrip(CodeWriter writer, OuterProduct product)
    {
        writer.Separate();
        writer.Summary(product.Summary + $"\nRows [start, end) of the {product.Rows}, and a strip of columns: two vectors, or the one that is left.");
        string strip = product.Packing is null ? "" : "ref float strip, ";
        using (writer.Kernel(product.Name, $"ref float x, ref float d, {strip}ref float gradient, int rows, int column, int start, int end"))
        {
            if (!product.HasOddPanel)
            {
                EmitColumnsCall(writer, product, 2);
                return;
            }

            using (writer.Block($"if (column + {StripWidth} <= {product.PaddedColumns})"))
                EmitColumnsCall(writer, product, 2);
            using (writer.Block("else"))
                EmitColumnsCall(writer, product, 1);
        }
    }

    private static void EmitColumnsCall(CodeWriter writer, OuterProduct product, int vectors)
    {
        string d = "ref At(ref d, column)";
        if (product.Packing is not null)
        {
            writer.Line($"{product.Name}Pack<V, {KernelText.Extent(vectors)}>({d}, ref strip, rows);");
            d = "ref strip";
        }

        writer.Line($"{product.Name}Columns<V, {KernelText.Extent(vectors)}>(ref x, {d}, ref At(ref gradient, column / 16 * {product.PanelLength} + column % 16), rows, start, end);");
    }

    private static void EmitColumns(CodeWriter writer, OuterProduct product)
    {
        writer.Separate();
        writer.Summary("One or two vectors of columns: tiles as high as the registers allow, then one for the rows that are left.");
        using (writer.Kernel("private", "void", product.Name + "Columns", ["W"], "ref float x, ref float d, ref float gradient, int rows, int start, int end"))
            TileWalk.Emit(writer, "start", "end", height => TileCall(product, height));
    }

    private static string TileCall(OuterProduct product, int height)
    {
        string row = product.TileRowStride == 1 ? "row" : $"row * {product.TileRowStride}";
        return $"{product.Name}Tile<V, {KernelText.Extent(height)}, W>(ref At(ref x, {row}), ref d, ref At(ref gradient, row * {Panels.Width}), rows);";
    }

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
            writer.Line("int batchRow = 0;");
            using (writer.Block($"for (; batchRow + {LoopStep} <= rows; batchRow += {LoopStep})"))
            {
                for (int step = 0; step < LoopStep; step++)
                    EmitStep(writer, product, step);
                writer.Line($"x = ref At(ref x, {LoopStep * product.TileStepStride});");
                writer.Line($"d = ref At(ref d, {LoopStep} * {DeltaStep(product)});");
            }

            using (writer.Block("if (batchRow < rows)"))
                EmitStep(writer, product, 0);
            writer.Line($"int next = V.Count == 16 ? {product.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            for (int row = 0; row < Rows; row++)
            {
                string when = row == 0 ? "" : $"if (R.Value > {row}) ";
                string offset = Literal.Int(row * Panels.Width);
                writer.Line($"{when}{{ V.Store(a{row}0, ref gradient, {offset}); if (W.Value > 1) V.Store(a{row}1, ref gradient, {offset} + next); }}");
            }
        }
    }

    private static void EmitStep(CodeWriter writer, OuterProduct product, int step)
    {
        string offset = step == 0 ? "" : $"{step} * {DeltaStep(product)}";
        writer.Line($"d0 = V.Load(ref d, {(step == 0 ? "0" : offset)});");
        writer.Line($"if (W.Value > 1) d1 = V.Load(ref d, {(step == 0 ? "" : offset + " + ")}V.Count);");
        for (int row = 0; row < TileShape.MaxRows; row++)
        {
            string when = row == 0 ? "" : $"if (R.Value > {row}) ";
            writer.Line($"{when}{{ s = V.Broadcast(At(ref x, {(row * product.TileRowStride) + (step * product.TileStepStride)})); V.Accumulate(ref a{row}0, s, d0); if (W.Value > 1) V.Accumulate(ref a{row}1, s, d1); }}");
        }
    }

    /// <summary>From a row of what a tile reads of d to the next.</summary>
    private static string DeltaStep(OuterProduct product) => product.Packing is null ? Literal.Int(product.DeltaStride) : "W.Value * V.Count";

    private static void EmitUpdatingStrip(CodeWriter writer, OuterProduct product, TrainingPlan training)
    {
        string numbers = training.Optimizer.NumberArguments, strip = product.Packing is null ? "" : "ref float strip, ";
        int height = TileShape.Rows(32);
        writer.Separate();
        writer.Summary("The same for a strip of two panels, and their update: each tile's beside the tile after it, so that divisions and multiply-adds overlap.");
        using (writer.Kernel(
            product.Name + "AndUpdate",
            $"ref float x, ref float d, {strip}ref float parameters, ref float gradients, ref float state, int rows, int column, int start, int end{training.Optimizer.NumberParameters}"))
        {
            string d = "ref At(ref d, column)";
            writer.Line($"int first = Weight + column * {product.Rows}, second = first + {product.PanelLength};");
            if (product.Packing is not null)
            {
                writer.Line($"{product.Name}Pack<V, {KernelText.Extent(2)}>({d}, ref strip, rows);");
                d = "ref strip";
            }

            string x = product.TileRowStride == 1 ? "ref At(ref x, row)" : $"ref At(ref x, row * {product.TileRowStride})";
            string tile = $"({x}, {d}, ref At(ref gradients, first + row * {Panels.Width})";
            writer.Line("int row = start;");
            using (writer.Block($"for (; row + {height} <= end; row += {height})"))
            {
                writer.Line("if (row == start)");
                writer.Line($"    {product.Name}Tile<V, {KernelText.Extent(height)}, {KernelText.Extent(2)}>{tile}, rows);");
                writer.Line("else");
                writer.Line($"    {product.Name}UpdatingTile<V>{tile}, ref parameters, ref gradients, ref state, rows, first + (row - {height}) * {Panels.Width}{numbers});");
            }

            writer.Line($"int updated = row == start ? row : row - {height}; // where the last update beside a tile ended");
            writer.Line("if (row < end)");
            writer.Line($"    {product.Name}Columns<V, {KernelText.Extent(2)}>(ref x, {d}, ref At(ref gradients, first), rows, row, end);");
            foreach (string panel in new[] { "first", "second" })
                writer.Line($"Pass.Update<V>(ref parameters, ref gradients, ref state, {panel} + updated * {Panels.Width}, {panel} + end * {Panels.Width}{numbers});");
        }
    }

    private static void EmitUpdatingTile(CodeWriter writer, OuterProduct product, TrainingPlan training)
    {
        int height = TileShape.Rows(32), vectors = height * TileShape.Vectors;
        writer.Separate();
        writer.Summary($"A tile of {height} rows × 2 vectors, in registers, and beside it the update of the tile before: a vector for every {UpdateStep} rows of the batch.");
        using (writer.Kernel(
            "private", "void", product.Name + "UpdatingTile", [],
            $"ref float x, ref float d, ref float gradient, ref float parameters, ref float gradients, ref float state, int rows, int updated{training.Optimizer.NumberParameters}"))
        {
            writer.Line("V d0, d1, s;");
            for (int row = 0; row < height; row++)
                writer.Line($"V a{row}0 = V.Zero, a{row}1 = V.Zero;");
            writer.Line("int batchRow = 0, vector = 0;");
            using (writer.Block($"for (; vector < {vectors} && batchRow + {UpdateStep} <= rows; vector++, batchRow += {UpdateStep})"))
            {
                EmitWholeSteps(writer, product, UpdateStep);
                EmitPlaceOfVector(writer, product, height);
                UpdateEmitter.EmitVector(writer, training, "i");
            }

            using (writer.Block($"for (; batchRow + {LoopStep} <= rows; batchRow += {LoopStep})"))
                EmitWholeSteps(writer, product, LoopStep);
            using (writer.Block("if (batchRow < rows)"))
                EmitWholeSteps(writer, product, 1);
            for (int row = 0; row < height; row++)
                writer.Line($"V.Store(a{row}0, ref gradient, {row * Panels.Width}); V.Store(a{row}1, ref gradient, {(row * Panels.Width) + product.PanelLength});");
            writer.Line("// A small batch ended before the update.");
            using (writer.Block($"for (; vector < {vectors}; vector++)"))
            {
                EmitPlaceOfVector(writer, product, height);
                writer.Line($"Pass.Update<V>(ref parameters, ref gradients, ref state, i, i + {Panels.Width}{training.Optimizer.NumberArguments});");
            }
        }
    }

    /// <summary>The vectors of the tile before: first those of its first panel.</summary>
    private static void EmitPlaceOfVector(CodeWriter writer, OuterProduct product, int height) =>
        writer.Line($"int i = updated + vector * {Panels.Width} + (vector < {height} ? 0 : {product.PanelLength - (height * Panels.Width)});");

    private static void EmitWholeSteps(CodeWriter writer, OuterProduct product, int steps)
    {
        int deltaStep = product.Packing is null ? product.DeltaStride : TileShape.Vectors * Panels.Width;
        for (int step = 0; step < steps; step++)
        {
            writer.Line($"d0 = V.Load(ref d, {step * deltaStep});");
            writer.Line($"d1 = V.Load(ref d, {(step * deltaStep) + Panels.Width});");
            for (int row = 0; row < TileShape.Rows(32); row++)
                writer.Line($"s = V.Broadcast(At(ref x, {(row * product.TileRowStride) + (step * product.TileStepStride)})); V.Accumulate(ref a{row}0, s, d0); V.Accumulate(ref a{row}1, s, d1);");
        }

        writer.Line($"x = ref At(ref x, {steps * product.TileStepStride});");
        writer.Line($"d = ref At(ref d, {steps * deltaStep});");
    }
}
