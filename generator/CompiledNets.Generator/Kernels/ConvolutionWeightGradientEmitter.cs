using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="ConvolutionWeightGradient"/>: the walk over the filters for a box of taps, and the tiles.</summary>
internal static class ConvolutionWeightGradientEmitter
{
    /// <summary>Whether half of a vector is a pixel's own.</summary>
    private static bool HasHalves(ConvolutionWeightGradient gradient) => gradient.Shape.EndsInHalf && !gradient.HasPairs;

    public static void Emit(CodeWriter writer, ConvolutionWeightGradient gradient)
    {
        TapBoxes many = gradient.Boxes(32), few = gradient.Boxes(16);
        if (gradient.SingleLength > 0)
        {
            foreach (TapBoxes[] alike in new[] { many, few }.GroupBy(boxes => boxes.Axis).Select(group => group.ToArray()))
                EmitTile(writer, gradient, alike[0], alike.Max(boxes => boxes.Count));
        }

        if (gradient.HasPairs)
        {
            EmitPairTile(writer, gradient, many);
            EmitParityTile(writer, gradient);
        }
    }

    /// <summary>Prints statements that depend on the boxes, for each number of registers.</summary>
    public static void EmitByRegisters(CodeWriter writer, ConvolutionWeightGradient gradient, Action<TapBoxes> emit)
    {
        TapBoxes many = gradient.Boxes(32), few = gradient.Boxes(16);
        if (many == few)
        {
            emit(many);
            return;
        }

        using (writer.Block("if (V.Registers == 32)"))
            emit(many);
        using (writer.Block("else"))
            emit(few);
    }

    /// <summary>The number of boxes, as an expression.</summary>
    public static string BoxCount(ConvolutionWeightGradient gradient)
    {
        int many = Count(gradient.Shape, gradient.Boxes(32)), few = Count(gradient.Shape, gradient.Boxes(16));
        return many == few ? Literal.Int(many) : $"V.Registers == 32 ? {many} : {few}";
    }

    private static int Count(ConvolutionShape shape, TapBoxes boxes) => shape.Taps / (boxes.Length * boxes.TapsOfPlace) * boxes.Blocks;

    /// <summary>Prints the gradient of the box <c>box</c>, which <c>places</c> places from row <c>first</c> of dW on have.</summary>
    public static void EmitBox(CodeWriter writer, ConvolutionWeightGradient gradient, TapBoxes boxes)
    {
        ConvolutionShape shape = gradient.Shape;
        string block = boxes.Blocks == 1 ? "0" : $"box % {boxes.Blocks}", outer = boxes.Blocks == 1 ? "box" : $"box / {boxes.Blocks}";
        writer.Line($"int block = {block}, outer = {outer};");
        writer.Line(boxes.Left == boxes.Count ? $"places = {boxes.Count};" : $"places = block < {boxes.Blocks - 1} ? {boxes.Count} : {boxes.Left};");
        (string place, string row) = boxes.Axis switch
        {
            TapAxis.Channels => ($"outer * {shape.LineStride}", $"outer * {shape.KernelWidth}"),
            TapAxis.Lines => ($"outer * {shape.ChannelStride}", $"outer * {shape.Plane}"),
            _ => ($"outer / {shape.KernelHeight} * {shape.ChannelStride} + outer % {shape.KernelHeight} * {shape.LineStride}", $"outer * {shape.KernelWidth}"),
        };
        writer.Line($"first = {row} + block * {boxes.Count * boxes.PlaceRows};");
        writer.Line($"ref float source = ref At(ref x, {place} + block * {boxes.Count * boxes.PlaceStride});");
        writer.Line($"ref float box0 = ref At(ref gradients, Weight + first * {Panels.Width});");
        if (boxes.Left == boxes.Count)
        {
            EmitWalk(writer, gradient, boxes, boxes.Count);
            return;
        }

        using (writer.Block($"if (places == {boxes.Count})"))
            EmitWalk(writer, gradient, boxes, boxes.Count);
        using (writer.Block("else"))
            EmitWalk(writer, gradient, boxes, boxes.Left);
    }

    private static void EmitWalk(CodeWriter writer, ConvolutionWeightGradient gradient, TapBoxes boxes, int places)
    {
        ConvolutionShape shape = gradient.Shape;
        if (gradient.SingleLength > 0)
        {
            using (writer.Block("// the filters that are summed pixel by pixel"))
            {
                VectorWalk.Emit(writer, gradient.SingleLength, (vectors, lanes) =>
                    $"WeightGradient{boxes.Axis}Tile<V, {KernelText.Extent(places)}, {KernelText.Extent(vectors)}{(HasHalves(gradient) ? ", " + KernelText.Extent(lanes) : "")}>("
                    + $"ref source, ref At(ref d, column), ref At(ref box0, column / 16 * {shape.PanelLength} + column % 16), rows, column);", boxes.Vectors);
            }

            writer.Line();
        }

        if (!gradient.HasPairs)
            return;
        int half = gradient.SingleLength;
        string panel = $"ref At(ref box0, {half / Panels.Width * shape.PanelLength}";
        writer.Line("if (V.Count == 16)");
        writer.Line($"    WeightGradientPairTile<V, {KernelText.Extent(places)}>(ref source, ref At(ref d, {half}), {panel}), rows);");
        using (writer.Block("else"))
        using (writer.Block($"for (int column = {half}; column < {half + 8}; column += V.Count)"))
        using (writer.Block($"for (int place = 0; place < {places}; place++)"))
            writer.Line($"WeightGradientParityTile<V>(ref At(ref source, place * {boxes.PlaceStride}), ref At(ref d, column), {panel} + place * {boxes.PlaceRows * Panels.Width} + column % 16), rows, column);");
    }

    private static void EmitTile(CodeWriter writer, ConvolutionWeightGradient gradient, TapBoxes boxes, int mostPlaces)
    {
        ConvolutionShape shape = gradient.Shape;
        string[] extents = HasHalves(gradient) ? ["N", "W", "L"] : ["N", "W"];
        int taps = mostPlaces * boxes.TapsOfPlace;
        writer.Separate();
        writer.Summary($"dW of a box of taps, {(boxes.TapsOfPlace == 1 ? "N pixels of a kernel's line" : $"{boxes.TapsOfPlace} pixels of N {boxes.Axis.ToString().ToLowerInvariant()}")}, × W vectors of filters, in registers: the sum over the pixels of d of all rows.");
        using (writer.Kernel("private", "void", $"WeightGradient{boxes.Axis}Tile", extents, "ref float x, ref float d, ref float gradient, int rows, int column"))
        {
            writer.Line("V d00, d01 = V.Zero, d10, d11 = V.Zero, s;");
            for (int tap = 0; tap < taps; tap++)
                writer.Line($"V a{tap}0 = V.Zero, a{tap}1 = V.Zero;");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                EmitLines(writer, shape, isOdd => EmitPixels(writer, gradient, boxes, taps, isOdd ? 1 : 2));
                writer.Line($"x = ref At(ref x, {shape.SourceStride});");
                writer.Line($"d = ref At(ref d, {shape.DestinationStride});");
            }

            writer.Line($"int next = V.Count == 16 ? {shape.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            EmitMask(writer, shape, "column");
            for (int tap = 0; tap < taps; tap++)
            {
                string offset = Literal.Int(((tap / boxes.TapsOfPlace * boxes.PlaceRows) + (tap % boxes.TapsOfPlace)) * Panels.Width);
                writer.Line($"{When(boxes, tap)}{{ V.Store({Masked(shape, $"a{tap}0", "inside0")}, ref gradient, {offset}); if (W.Value > 1) V.Store({Masked(shape, $"a{tap}1", "inside1")}, ref gradient, {offset} + next); }}");
            }
        }
    }

    private static void EmitPixels(CodeWriter writer, ConvolutionWeightGradient gradient, TapBoxes boxes, int taps, int pixels)
    {
        ConvolutionShape shape = gradient.Shape;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            // Of half a vector nothing behind the pixel is read, where the memory may end.
            int delta = pixel * shape.OutPixelStride;
            writer.Line(HasHalves(gradient)
                ? $"d{pixel}0 = L.Value < V.Count ? V.LoadHalves(ref delta, {delta}, {delta}) : V.Load(ref delta, {delta});"
                : $"d{pixel}0 = V.Load(ref delta, {delta});");
            writer.Line($"if (W.Value > 1) d{pixel}1 = V.Load(ref delta, {delta} + V.Count);");
        }

        EmitReads(
            writer,
            from pixel in Enumerable.Range(0, pixels)
            from tap in Enumerable.Range(0, taps)
            let place = tap / boxes.TapsOfPlace
            let source = (pixel * shape.PixelStep * shape.PixelStride) + (place * boxes.PlaceStride) + (tap % boxes.TapsOfPlace * shape.PixelStride)
            select (source, place, $"V.Accumulate(ref a{tap}0, s, d{pixel}0); if (W.Value > 1) V.Accumulate(ref a{tap}1, s, d{pixel}1);"));
    }

    /// <summary>
    /// One value of x after the other, each for all that is multiplied by it: a tap of one pixel reads what the tap before of the next pixel does. The order of every sum
    /// is that of the pixels.
    /// </summary>
    private static void EmitReads(CodeWriter writer, IEnumerable<(int Source, int Place, string Text)> products)
    {
        foreach (IGrouping<int, (int Source, int Place, string Text)> reads in products.GroupBy(product => product.Source).OrderBy(reads => reads.Key))
        {
            string text = string.Concat(reads.Select(product => " " + (product.Place == 0 ? "" : $"if (N.Value > {Literal.Int(product.Place)}) ") + $"{{ {product.Text} }}"));
            int place = reads.Min(product => product.Place);
            writer.Line($"{(place == 0 ? "" : $"if (N.Value > {Literal.Int(place)}) ")}{{ s = V.Broadcast(At(ref source, {Literal.Int(reads.Key)}));{text} }}");
        }
    }

    private static string When(TapBoxes boxes, int tap) => tap < boxes.TapsOfPlace ? "" : $"if (N.Value > {tap / boxes.TapsOfPlace}) ";

    /// <summary>Masks of the lanes that are filters: sums in the others are nobody's, and the padding of weights stays zero.</summary>
    private static void EmitMask(CodeWriter writer, ConvolutionShape shape, string column)
    {
        if (shape.Filters % Panels.Width == 0)
            return;
        writer.Line($"V inside0 = {KernelText.Simd}LaneMask.Below<V>({column}, {shape.Filters});");
        writer.Line($"V inside1 = {KernelText.Simd}LaneMask.Below<V>({column} + V.Count, {shape.Filters});");
    }

    private static string Masked(ConvolutionShape shape, string value, string mask) => shape.Filters % Panels.Width == 0 ? value : $"{mask} & {value}";

    private static void EmitPairTile(CodeWriter writer, ConvolutionWeightGradient gradient, TapBoxes boxes)
    {
        ConvolutionShape shape = gradient.Shape;
        int taps = gradient.PairTaps, sums = boxes.Count * taps, line = shape.KernelWidth, s = shape.PixelStep;
        writer.Separate();
        writer.Summary($"dW of the last 8 filters with vectors of 16 lanes, {line} pixels of N {boxes.Axis.ToString().ToLowerInvariant()}: d of two pixels side by side, times x.\n"
            + "A sum's left half is its tap's for the left pixels, the right half that of the tap " + s + " before, for the right pixels; those of no tap are dropped.");
        using (writer.Kernel("private", "void", "WeightGradientPairTile", ["N"], "ref float x, ref float d, ref float gradient, int rows"))
        {
            writer.Line("V d0;");
            for (int sum = 0; sum < sums; sum++)
                writer.Line($"V a{sum} = V.Zero;");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                EmitLines(writer, shape, isOdd =>
                {
                    string load = shape.OutPixelStride == 8 ? "V.Load(ref delta, 0)" : $"V.LoadHalves(ref delta, 0, {shape.OutPixelStride})";
                    writer.Line(isOdd ? $"d0 = V.LoadHalves(ref delta, 0, 0) & {KernelText.Simd}LaneMask.Below<V>(0, 8); // a line's last pixel, alone" : $"d0 = {load};");
                    for (int sum = 0; sum < sums; sum++)
                    {
                        if (!isOdd || sum % taps < line)
                            writer.Line($"{When(sum)}V.Accumulate(ref a{sum}, V.Broadcast(At(ref source, {(sum / taps * boxes.PlaceStride) + (sum % taps * shape.PixelStride)})), d0);");
                    }
                });
                writer.Line($"x = ref At(ref x, {shape.SourceStride});");
                writer.Line($"d = ref At(ref d, {shape.DestinationStride});");
            }

            writer.Line("// The halves of a tap, side by side; what is nobody's is overwritten.");
            for (int sum = sums - 1; sum >= 0; sum--)
            {
                int tap = sum % taps, row = sum / taps * boxes.PlaceRows, left = (row + tap) * Panels.Width, right = (row + tap - s) * Panels.Width;
                writer.Line(When(sum) + (tap < s ? $"V.StoreFirst(a{sum}, ref gradient, {left}, 8);" : $"V.StoreHalves(a{sum}, ref gradient, {(tap < line ? left : right)}, {right + 8});"));
            }

            writer.Line($"V inside = {KernelText.Simd}LaneMask.Below<V>({gradient.SingleLength}, {shape.Filters});");
            using (writer.Block("for (int place = 0; place < N.Value; place++)"))
            using (writer.Block($"for (int tap = place * {boxes.PlaceRows * Panels.Width}; tap < place * {boxes.PlaceRows * Panels.Width} + {line * Panels.Width}; tap += {Panels.Width})"))
                writer.Line("V.Store(inside & (V.Load(ref gradient, tap) + V.LoadHalves(ref gradient, tap + 8, tap + 8)), ref gradient, tap);");
        }

        string When(int sum) => sum < taps ? "" : $"if (N.Value > {sum / taps}) ";
    }

    private static void EmitParityTile(CodeWriter writer, ConvolutionWeightGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        int pixelStep = shape.PixelStep * shape.PixelStride;
        writer.Separate();
        writer.Summary($"The same with narrower vectors, for {shape.KernelWidth} pixels of one channel and line: the sums over even pixels, and over odd ones.");
        using (writer.Kernel("private", "void", "WeightGradientParityTile", [], "ref float x, ref float d, ref float gradient, int rows, int column"))
        {
            writer.Line("V d0, d1, s;");
            for (int tap = 0; tap < shape.KernelWidth; tap++)
                writer.Line($"V a{tap} = V.Zero, b{tap} = V.Zero;");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                EmitLines(writer, shape, isOdd =>
                {
                    writer.Line("d0 = V.Load(ref delta, 0);");
                    if (!isOdd)
                        writer.Line($"d1 = V.Load(ref delta, {shape.OutPixelStride});");
                    EmitReads(
                        writer,
                        from pixel in Enumerable.Range(0, isOdd ? 1 : 2)
                        from tap in Enumerable.Range(0, shape.KernelWidth)
                        select ((pixel * pixelStep) + (tap * shape.PixelStride), 0, $"V.Accumulate(ref {(pixel == 0 ? 'a' : 'b')}{tap}, s, d{pixel});"));
                });
                writer.Line($"x = ref At(ref x, {shape.SourceStride});");
                writer.Line($"d = ref At(ref d, {shape.DestinationStride});");
            }

            writer.Line($"V inside = {KernelText.Simd}LaneMask.Below<V>(column, {shape.Filters});");
            for (int tap = 0; tap < shape.KernelWidth; tap++)
                writer.Line($"V.Store(inside & (a{tap} + b{tap}), ref gradient, {tap * Panels.Width});");
        }
    }

    /// <summary>The loops over an image's lines and their pairs of pixels, <c>source</c> and <c>delta</c> moving along; then the last pixel of a line with an odd number.</summary>
    private static void EmitLines(CodeWriter writer, ConvolutionShape shape, Action<bool> emitPixels)
    {
        using (writer.Loop("line", shape.OutHeight))
        {
            string line = shape.OutHeight == 1 ? "0" : "line";
            writer.Line($"ref float source = ref At(ref x, {LoopEmitter.Place(line, shape.LineStep * shape.LineStride, "0", 0)});");
            writer.Line($"ref float delta = ref At(ref d, {LoopEmitter.Place(line, shape.OutLineStride, "0", 0)});");
            if (shape.OutWidth > 1)
            {
                using (writer.Loop("pair", shape.OutWidth / 2))
                {
                    emitPixels(false);
                    writer.Line($"source = ref At(ref source, {2 * shape.PixelStep * shape.PixelStride});");
                    writer.Line($"delta = ref At(ref delta, {2 * shape.OutPixelStride});");
                }
            }

            if (shape.OutWidth % 2 != 0)
                emitPixels(true);
        }
    }
}
