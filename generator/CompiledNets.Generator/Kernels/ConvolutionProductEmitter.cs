using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="ConvolutionProduct"/>: the walk over its tiles, and the tile.</summary>
internal static class ConvolutionProductEmitter
{
    /// <summary>The extents of a tile: pixels, vectors, and where a pixel ends in half a vector, the lanes of a vector that are stored.</summary>
    private static string[] Extents(ConvolutionShape shape, params string[] extents) => shape.EndsInHalf ? [.. extents, "L"] : extents;

    public static void Emit(CodeWriter writer, ConvolutionProduct product)
    {
        EmitWalk(writer, product);
        EmitColumns(writer, product);
        EmitTile(writer, product);
    }

    private static void EmitWalk(CodeWriter writer, ConvolutionProduct product)
    {
        ConvolutionShape shape = product.Shape;
        string f = product.Fused.IsLinear ? "x ∗ W + b" : "f(x ∗ W + b)", with = product.Fused.IsLinear ? "" : $", with f(z) = {product.Fused.Formula}";
        writer.Separate();
        writer.Summary($"y = {f}, [rows, {shape.Channels}, {shape.Height}, {shape.Width}] → [rows, {shape.Filters}, {shape.OutHeight}, {shape.OutWidth}]{with}.");
        using (writer.Kernel("Forward", "ref float weight, ref float bias, ref float x, ref float y, int rows"))
        {
            VectorWalk.Emit(writer, shape.OutPixelStride, (vectors, lanes) =>
                $"ForwardColumns<V, {KernelText.Extent(vectors)}{(shape.EndsInHalf ? ", " + KernelText.Extent(lanes) : "")}>("
                + $"ref At(ref weight, column / 16 * {shape.PanelLength} + column % 16), ref At(ref bias, column), ref x, ref At(ref y, column), rows);");
        }
    }

    private static void EmitColumns(CodeWriter writer, ConvolutionProduct product)
    {
        ConvolutionShape shape = product.Shape;
        writer.Separate();
        writer.Summary("One or two vectors of filters, all rows: tiles of as many pixels as the registers allow, the last of which may reach back.");
        using (writer.Kernel("private", "void", "ForwardColumns", Extents(shape, "W"), "ref float weight, ref float bias, ref float x, ref float y, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            using (writer.Block("if (V.Registers == 32)"))
                EmitTiles(writer, product, 32);
            using (writer.Block("else"))
                EmitTiles(writer, product, 16);
            writer.Line($"x = ref At(ref x, {shape.SourceStride});");
            writer.Line($"y = ref At(ref y, {shape.DestinationStride});");
        }
    }

    private static void EmitTiles(CodeWriter writer, ConvolutionProduct product, int registers)
    {
        PixelTile one = product.Tile(registers, 1), two = product.Tile(registers, 2);
        if (one == two)
        {
            EmitTileWalk(writer, product, one);
            return;
        }

        using (writer.Block("if (W.Value > 1)"))
            EmitTileWalk(writer, product, two);
        using (writer.Block("else"))
            EmitTileWalk(writer, product, one);
    }

    private static void EmitTileWalk(CodeWriter writer, ConvolutionProduct product, PixelTile tile)
    {
        ConvolutionShape shape = product.Shape;
        string extents = string.Join(", ", Extents(shape, "V", KernelText.Extent(tile.Size), "W"));
        LoopEmitter.EmitSteps(writer, "line", shape.OutHeight, tile.Lines, line =>
            LoopEmitter.EmitSteps(writer, "pixel", shape.OutWidth, tile.Places, pixel =>
            {
                string source = LoopEmitter.Place(line, shape.LineStep * shape.LineStride, pixel, shape.PixelStep * shape.PixelStride);
                string destination = LoopEmitter.Place(line, shape.OutLineStride, pixel, shape.OutPixelStride);
                writer.Line($"ForwardTile<{extents}>(ref weight, ref bias, ref At(ref x, {source}), ref At(ref y, {destination}));");
            }));
    }

    private static void EmitTile(CodeWriter writer, ConvolutionProduct product)
    {
        ConvolutionShape shape = product.Shape;
        writer.Separate();
        writer.Summary($"A tile of R pixels × W vectors of filters, in registers: the sum over all {shape.Taps} taps.");
        using (writer.Kernel("private", "void", "ForwardTile", Extents(shape, "R", "W"), "ref float weight, ref float bias, ref float x, ref float y"))
        {
            int pixels = product.MostPixels;
            writer.Line($"int next = V.Count == 16 ? {shape.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            writer.Line("V w0, w1 = V.Zero, s;");
            writer.Line("V a00 = V.Load(ref bias, 0), a01 = W.Value > 1 ? V.Load(ref bias, V.Count) : V.Zero;");
            for (int pixel = 1; pixel < pixels; pixel++)
                writer.Line($"V a{pixel}0 = a00, a{pixel}1 = a01;");
            EmitSum(writer, product, (tap, offset) => EmitTap(writer, shape, pixels, tap, offset));
            for (int pixel = 0; pixel < pixels; pixel++)
                EmitStores(writer, product, pixel);
        }
    }

    /// <summary>The loops over the kernel's lines, the parts of a line and the channels; <c>taps</c> and <c>source</c> move along.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="product">The product.</param>
    /// <param name="emitTap">Prints a tap, given where its weight is and where its values are.</param>
    private static void EmitSum(CodeWriter writer, ConvolutionProduct product, Action<int, int> emitTap)
    {
        ConvolutionShape shape = product.Shape;
        using (writer.Loop("line", shape.KernelHeight))
        using (writer.Loop("part", shape.KernelWidth / product.TapsAtOnce))
        {
            string line = shape.KernelHeight == 1 ? "0" : "line", part = shape.KernelWidth == product.TapsAtOnce ? "0" : "part";
            writer.Line($"ref float taps = ref At(ref weight, {LoopEmitter.Place(line, shape.KernelWidth * Panels.Width, part, product.TapsAtOnce * Panels.Width)});");
            writer.Line($"ref float source = ref At(ref x, {LoopEmitter.Place(line, shape.LineStride, part, product.TapsAtOnce * shape.PixelStride)});");
            SumEmitter.Emit(writer, product.Sum, new SumPart(0, shape.Channels), channel =>
            {
                for (int tap = 0; tap < product.TapsAtOnce; tap++)
                    emitTap(((channel * shape.Plane) + tap) * Panels.Width, (channel * shape.ChannelStride) + (tap * shape.PixelStride));
            }, ("source", shape.ChannelStride), ("taps", shape.Plane * Panels.Width));
        }
    }

    private static void EmitTap(CodeWriter writer, ConvolutionShape shape, int pixels, int weight, int source)
    {
        writer.Line($"w0 = V.Load(ref taps, {weight});");
        writer.Line($"if (W.Value > 1) w1 = V.Load(ref taps, {weight} + next);");
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            int offset = source + (pixel / shape.OutWidth * shape.LineStep * shape.LineStride) + (pixel % shape.OutWidth * shape.PixelStep * shape.PixelStride);
            string when = pixel == 0 ? "" : $"if (R.Value > {pixel}) ";
            writer.Line($"{when}{{ s = V.Broadcast(At(ref source, {offset})); V.Accumulate(ref a{pixel}0, s, w0); if (W.Value > 1) V.Accumulate(ref a{pixel}1, s, w1); }}");
        }
    }

    private static void EmitStores(CodeWriter writer, ConvolutionProduct product, int pixel)
    {
        // Pixels follow each other from line to line, since a tile of several lines has all of each.
        string when = pixel == 0 ? "" : $"if (R.Value > {pixel}) ", offset = Literal.Int(pixel * product.Shape.OutPixelStride);
        string store0 = $"V.Store({Value(product, $"a{pixel}0")}, ref y, {offset});";
        string store1 = $"if (W.Value > 1) V.Store({Value(product, $"a{pixel}1")}, ref y, {offset} + V.Count);";
        writer.Line(product.Shape.EndsInHalf
            ? $"{when}{{ if (L.Value < V.Count) V.StoreFirst({Value(product, $"a{pixel}0")}, ref y, {offset}, 8); else {store0} {store1} }}"
            : $"{when}{{ {store0} {store1} }}");
    }

    private static string Value(ConvolutionProduct product, string sum) => product.Fused.IsLinear ? sum : $"Activation({sum})";
}
