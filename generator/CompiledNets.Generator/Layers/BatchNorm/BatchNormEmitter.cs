using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.BatchNorm;

/// <summary>
/// Prints batch normalisation. Statistics of a row of features are sums down the batch. Those of an image are taken for each row first, where it is in the cache,
/// and those of the rows are combined (Chan, Golub and LeVeque 1979): no sum is long, and the order of each is fixed.
/// </summary>
internal static class BatchNormEmitter
{
    private const string Sums = KernelText.Simd + "ColumnSums";

    /// <summary>The passes over the rows: y from x, with the statistics of the batch or the running ones.</summary>
    public static void EmitNormalize(CodeWriter writer, BatchNormPlan layer)
    {
        writer.Separate();
        writer.Summary($"y = (x − mean)·w/√(variance + {Literal.Short(layer.Epsilon)}) + b: [rows, {Shape(layer)}] → [rows, {Shape(layer)}]; may work in place.");
        using (writer.KernelApart("Normalize", "ref float weight, ref float bias, ref float channelMean, ref float channelVariance, ref float x, ref float y, int rows"))
        {
            EmitRows(
                writer, layer, ["x", "y"],
                [
                    $"V mean = {Channel(layer, "channelMean")}, shift = {Channel(layer, "bias")};",
                    $"V factor = {Channel(layer, "weight")} / {Deviation(layer, Channel(layer, "channelVariance"))};",
                ],
                place => [$"V.Store(V.MultiplyAdd(V.Load(ref x, {place}) - mean, factor, shift), ref y, {place});"]);
        }
    }

    public static void EmitTraining(CodeWriter writer, BatchNormPlan layer)
    {
        if (layer.GathersRows)
            EmitGather(writer, layer);
        EmitCouple(writer, layer);
        if (layer.GathersRows)
            EmitGatherBackward(writer, layer);
        EmitCoupleBackward(writer, layer);
        EmitInputGradient(writer, layer);
        EmitGradients(writer, layer);
        if (!layer.Weight.Penalty.IsEmpty)
            PenaltyGradientEmitter.Emit(writer, layer.Weight.Penalty);
    }

    private static string Shape(BatchNormPlan layer) => string.Join(", ", layer.Input.Sizes);

    /// <summary>The channels' values at the columns from <c>column</c> on.</summary>
    private static string Channel(BatchNormPlan layer, string values) => layer.Columns.ArePairs
        ? $"{KernelText.Simd}PixelPairs.Load<V>(ref {values}, column, {layer.Columns.PositionStride})"
        : $"V.Load(ref {values}, column)";

    private static string Deviation(BatchNormPlan layer, string variance) => $"V.Sqrt({variance} + V.Broadcast({Literal.Float(layer.Epsilon)}))";

    private static string OfBatch(string array) => $"V.Load(ref workspace, {array} + column)";

    private static CodeWriter.Closer Columns(CodeWriter writer, BatchNormPlan layer) =>
        writer.Block($"for (int column = 0; column < {layer.Columns.Count}; column += V.Count)");

    private static CodeWriter.Closer SharedColumns(CodeWriter writer, BatchNormPlan layer)
    {
        writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({layer.Columns.Count}, {Panels.Width}, worker, workers);");
        return writer.Block("for (int column = share.Start; column < share.End; column += V.Count)");
    }

    /// <summary>A pass over all values of all rows: down the columns of features; group by group through an image.</summary>
    private static void EmitRows(CodeWriter writer, BatchNormPlan layer, string[] references, string[] ofColumn, Func<string, string[]> ofValues, string[]? endOfRow = null)
    {
        if (!layer.GathersRows)
        {
            using (Columns(writer, layer))
            {
                Lines(writer, ofColumn);
                using (writer.Block("for (int row = 0; row < rows; row++)"))
                    Lines(writer, ofValues($"column + row * {layer.OutputStride}"));
            }

            return;
        }

        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (Columns(writer, layer))
            {
                Lines(writer, ofColumn);
                using (writer.Block($"for (int i = column; i < {layer.Columns.Positions * layer.Columns.PositionStride}; i += {layer.Columns.Count})"))
                    Lines(writer, ofValues("i"));
            }

            Lines(writer, endOfRow ?? []);
            foreach (string reference in references)
                writer.Line($"{reference} = ref At(ref {reference}, {layer.OutputStride});");
        }
    }

    private static void Lines(CodeWriter writer, string[] lines)
    {
        foreach (string line in lines)
            writer.Line(line);
    }

    private static void EmitGather(CodeWriter writer, BatchNormPlan layer)
    {
        ChannelColumns columns = layer.Columns;
        writer.Separate();
        writer.Summary($"For each row its channels' means, m = Σ x/{columns.Positions}, and sums of squares, Σ (x − m)², over all positions.");
        using (writer.KernelApart("Gather", "ref float x, ref float rowSums, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (Columns(writer, layer))
            {
                writer.Line($"V sum = {Sums}.Sum<V>(ref At(ref x, column), {columns.Count}, {columns.Groups});");
                EmitHalf(writer, layer, half => writer.Line($"sum = sum + ({half} & V.Load(ref x, {Half(layer)} + column));"));
                writer.Line("V.Store(sum, ref rowSums, column);");
            }

            EmitFold(writer, layer, "rowSums");
            using (Columns(writer, layer))
            {
                writer.Line($"V mean = V.Load(ref rowSums, column) / V.Broadcast({columns.Positions}f);");
                writer.Line("V.Store(mean, ref rowSums, column);");
                writer.Line($"V squares = {Sums}.SquaredDistances<V>(ref At(ref x, column), {columns.Count}, {columns.Groups}, mean);");
                EmitHalf(writer, layer, half =>
                {
                    writer.Line($"V difference = {half} & (V.Load(ref x, {Half(layer)} + column) - mean);");
                    writer.Line("squares = V.MultiplyAdd(difference, difference, squares);");
                });
                writer.Line($"V.Store(squares, ref rowSums, {columns.Count} + column);");
            }

            EmitFold(writer, layer, $"At(ref rowSums, {columns.Count})");
            EmitNextRow(writer, layer, "x");
        }
    }

    /// <summary>Where half a group begins.</summary>
    private static int Half(BatchNormPlan layer) => layer.Columns.Groups * layer.Columns.Count;

    /// <summary>What half a group adds, whose columns are the first ones only; behind it lies padding.</summary>
    private static void EmitHalf(CodeWriter writer, BatchNormPlan layer, Action<string> emit)
    {
        if (!layer.Columns.HasHalf)
            return;
        using (writer.Block($"if (column < {layer.Columns.PositionStride})"))
            emit($"{KernelText.Simd}LaneMask.Below<V>(column, {layer.Columns.PositionStride})");
        writer.Line();
    }

    private static void EmitFold(CodeWriter writer, BatchNormPlan layer, string columns)
    {
        if (layer.Columns.ArePairs)
            writer.Line($"{KernelText.Simd}PixelPairs.Fold(ref {columns}, {layer.Columns.PositionStride});");
    }

    private static void EmitNextRow(CodeWriter writer, BatchNormPlan layer, params string[] references)
    {
        foreach (string reference in references)
            writer.Line($"{reference} = ref At(ref {reference}, {layer.OutputStride});");
        writer.Line($"rowSums = ref At(ref rowSums, {BatchNormPlan.RowArrays * layer.Columns.Count});");
    }

    private static void EmitCouple(CodeWriter writer, BatchNormPlan layer)
    {
        ChannelColumns columns = layer.Columns;
        int stride = layer.GathersRows ? BatchNormPlan.RowArrays * columns.Count : layer.InputStride;
        string values = layer.GathersRows ? "rowSums" : "x";
        writer.Separate();
        writer.Summary($"A worker's share of the batch's means and variances, {(layer.GathersRows ? "from those of its rows" : "over its rows")}; whether they are finite.");
        using (writer.KernelApart("Couple", $"ref float {values}, ref float workspace, int rows, int worker, int workers", "bool"))
        {
            writer.Line("global::System.Span<float> lanes = stackalloc float[16];");
            writer.Line("ref float lane0 = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(lanes);");
            writer.Line($"V count = V.Broadcast({Values(layer)}), oneLess = V.Broadcast({Values(layer)} - 1f);");
            writer.Line("V check = V.Zero; // 0 times a number that is not finite is NaN");
            using (SharedColumns(writer, layer))
            {
                writer.Line($"V mean = {Sums}.Sum<V>(ref At(ref {values}, column), {stride}, rows) / V.Broadcast(rows);");
                writer.Line($"V squares = {Sums}.SquaredDistances<V>(ref At(ref {values}, column), {stride}, rows, mean);");
                if (layer.GathersRows)
                    writer.Line($"squares = V.MultiplyAdd(V.Broadcast({columns.Positions}f), squares, {Sums}.Sum<V>(ref At(ref rowSums, {columns.Count} + column), {stride}, rows));");
                writer.Line("V unbiased = squares / oneLess;");
                writer.Line("check = V.MultiplyAdd(unbiased, V.Zero, check);");
                writer.Line("V.Store(mean, ref workspace, Mean + column);");
                writer.Line("V.Store(squares / count, ref workspace, Variance + column);");
                writer.Line("V.Store(unbiased, ref workspace, UnbiasedVariance + column);");
            }

            writer.Line("V.Store(check, ref lane0, 0);");
            writer.Line($"return {KernelText.Simd}Reductions.Sum<V>(ref lane0, 16) == 0f;");
        }
    }

    /// <summary>The values of a channel in the batch, as a float.</summary>
    private static string Values(BatchNormPlan layer) => layer.GathersRows ? $"(float)rows * {layer.Columns.Positions}f" : "(float)rows";

    private static void EmitGatherBackward(CodeWriter writer, BatchNormPlan layer)
    {
        ChannelColumns columns = layer.Columns;
        writer.Separate();
        writer.Summary("For each row its channels' Σ d and Σ d·(x − mean) over all positions.");
        using (writer.KernelApart("GatherBackward", "ref float x, ref float d, ref float means, ref float rowSums, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (Columns(writer, layer))
            {
                writer.Line("V mean = V.Load(ref means, column);");
                writer.Line($"V sum = {Sums}.Sum<V>(ref At(ref d, column), {columns.Count}, {columns.Groups});");
                writer.Line($"V products = {Sums}.Products<V>(ref At(ref x, column), {columns.Count}, ref At(ref d, column), {columns.Count}, {columns.Groups}, mean);");
                EmitHalf(writer, layer, half =>
                {
                    writer.Line($"V derivative = {half} & V.Load(ref d, {Half(layer)} + column);");
                    writer.Line("sum = sum + derivative;");
                    writer.Line($"products = V.MultiplyAdd(V.Load(ref x, {Half(layer)} + column) - mean, derivative, products);");
                });
                writer.Line("V.Store(sum, ref rowSums, column);");
                writer.Line($"V.Store(products, ref rowSums, {columns.Count} + column);");
            }

            EmitFold(writer, layer, "rowSums");
            EmitFold(writer, layer, $"At(ref rowSums, {columns.Count})");
            EmitNextRow(writer, layer, "x", "d");
        }
    }

    private static void EmitCoupleBackward(CodeWriter writer, BatchNormPlan layer)
    {
        int stride = BatchNormPlan.RowArrays * layer.Columns.Count;
        writer.Separate();
        writer.Summary("A worker's share of db = Σ d and dw = Σ d·x̂ over all rows, and from them what the gradient by x needs: means of d, and of d·x̂ by deviation.");
        string parameters = layer.GathersRows ? "ref float rowSums" : "ref float x, ref float d";
        using (writer.KernelApart("CoupleBackward", $"{parameters}, ref float workspace, int rows, int worker, int workers"))
        {
            writer.Line($"V count = V.Broadcast({Values(layer)});");
            using (SharedColumns(writer, layer))
            {
                writer.Line($"V deviation = {Deviation(layer, OfBatch("Variance"))};");
                if (layer.GathersRows)
                {
                    writer.Line($"V sum = {Sums}.Sum<V>(ref At(ref rowSums, column), {stride}, rows);");
                    writer.Line($"V product = {Sums}.Sum<V>(ref At(ref rowSums, {layer.Columns.Count} + column), {stride}, rows) / deviation;");
                }
                else
                {
                    writer.Line($"V sum = {Sums}.Sum<V>(ref At(ref d, column), {layer.OutputStride}, rows);");
                    writer.Line($"V product = {Sums}.Products<V>(ref At(ref x, column), {layer.InputStride}, ref At(ref d, column), {layer.OutputStride}, rows, {OfBatch("Mean")}) / deviation;");
                }

                writer.Line("V.Store(product, ref workspace, WeightSum + column);");
                writer.Line("V.Store(sum, ref workspace, BiasSum + column);");
                writer.Line("V.Store(sum / count, ref workspace, DeltaMean + column);");
                writer.Line("V.Store(product / (deviation * count), ref workspace, Slope + column);");
            }
        }
    }

    private static void EmitInputGradient(CodeWriter writer, BatchNormPlan layer)
    {
        writer.Separate();
        writer.Summary(
            $"dx = w/√(variance + {Literal.Short(layer.Epsilon)})·(d − mean of d − (x − mean)·slope), with the slope (mean of d·x̂)/deviation: [rows, {Shape(layer)}].");
        using (writer.KernelApart("InputGradient", "ref float weight, ref float workspace, ref float x, ref float d, ref float dx, int rows"))
        {
            int end = layer.Columns.Positions * layer.Columns.PositionStride;
            EmitRows(
                writer, layer, ["x", "d", "dx"],
                [
                    $"V mean = {OfBatch("Mean")}, deltaMean = {OfBatch("DeltaMean")}, slope = {OfBatch("Slope")};",
                    $"V factor = {Channel(layer, "weight")} / {Deviation(layer, OfBatch("Variance"))};",
                ],
                place =>
                [
                    $"V derivative = V.Load(ref d, {place}) - deltaMean - (V.Load(ref x, {place}) - mean) * slope;",
                    $"V.Store(factor * derivative, ref dx, {place});",
                ],
                layer.Columns.HasHalf
                    ? [$"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref At(ref dx, {end}), {layer.OutputStride - end}).Clear(); // padding, which sixteen lanes write to"]
                    : null);
        }
    }

    private static void EmitGradients(CodeWriter writer, BatchNormPlan layer)
    {
        const string Copy = "global::CompiledNets.Memory.PaddedRows.Copy";
        int length = layer.Weight.Region.PaddedLength;
        writer.Separate();
        writer.Summary($"The gradients of weight and bias, which the backward pass has added up{(layer.HasBiasGradient ? "" : " (that of the bias is 0, because the next layer ignores shifts)")}; whether all of them are finite.");
        using (writer.Kernel("Gradients", "ref float parameters, ref float workspace, ref float gradients", "bool"))
        {
            writer.Line($"{Copy}(ref At(ref workspace, WeightSum), ref At(ref gradients, Weight), {layer.Channels});");
            if (layer.HasBiasGradient)
                writer.Line($"{Copy}(ref At(ref workspace, BiasSum), ref At(ref gradients, Bias), {layer.Channels});");
            if (!layer.Weight.Penalty.IsEmpty)
                writer.Line($"PenaltyGradient<V>(ref At(ref parameters, Weight), ref At(ref gradients, Weight), {length});");
            writer.Line($"return {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Weight), {length}) & {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref At(ref gradients, Bias), {length});");
        }
    }
}
