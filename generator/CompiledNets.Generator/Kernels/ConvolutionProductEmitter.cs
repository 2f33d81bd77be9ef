using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="ConvolutionProduct"/>: the walk over its tiles, and the tile.</summary>
internal static class ConvolutionProductEmitter
{
    /// <summary>The extents of a tile: pixels, vectors, and where a pixel ends in half a vector of its own, the lanes that are stored.</summary>
    private static string[] Extents(ConvolutionProduct product, params string[] extents) => HasHalves(product) ? [.. extents, "L"] : extents;

    private static bool HasHalves(ConvolutionProduct product) => product.Shape.EndsInHalf && product.Pairs is null;

    public static void Emit(CodeWriter writer, ConvolutionProduct product)
    {
        EmitWalk(writer, product);
        EmitColumns(writer, product);
        EmitTile(writer, product);
        if (product.Pairs is { } pairs)
        {
            EmitPairs(writer, product, pairs);
            EmitPairTile(writer, product, pairs);
        }
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
                $"ForwardColumns<V, {KernelText.Extent(vectors)}{(HasHalves(product) ? ", " + KernelText.Extent(lanes) : "")}>("
                + $"ref At(ref weight, column / 16 * {shape.PanelLength} + column % 16), ref At(ref bias, column), ref x, ref At(ref y, column), rows);",
                halfCall: product.Pairs is null ? null : $"ForwardPairs<V>(ref At(ref weight, column / 16 * {shape.PanelLength}), ref At(ref bias, column), ref x, ref At(ref y, column), rows);");
        }
    }

    private static void EmitColumns(CodeWriter writer, ConvolutionProduct product)
    {
        ConvolutionShape shape = product.Shape;
        writer.Separate();
        writer.Summary("One or two vectors of filters, all rows: tiles of as many pixels as the registers allow, the last of which may reach back.");
        using (writer.Kernel("private", "void", "ForwardColumns", Extents(product, "W"), "ref float weight, ref float bias, ref float x, ref float y, int rows"))
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
        string extents = string.Join(", ", Extents(product, "V", KernelText.Extent(tile.Size), "W"));
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
        using (writer.Kernel("private", "void", "ForwardTile", Extents(product, "R", "W"), "ref float weight, ref float bias, ref float x, ref float y"))
        {
            int pixels = product.MostPixels;
            writer.Line($"int next = V.Count == 16 ? {shape.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            writer.Line("V w0, w1 = V.Zero, s;");
            writer.Line("V a00 = V.Load(ref bias, 0), a01 = W.Value > 1 ? V.Load(ref bias, V.Count) : V.Zero;");
            for (int pixel = 1; pixel < pixels; pixel++)
                writer.Line($"V a{pixel}0 = a00, a{pixel}1 = a01;");
            using (writer.Loop("line", shape.KernelHeight))
            {
                EmitLineReferences(writer, shape);
                if (product.WritesLines)
                    EmitChannels(writer, shape, product.Sum, (weight, source) => EmitTaps(writer, shape, pixels, weight, source));
                else
                    EmitTapLoop(writer, product, pixels);
            }

            for (int pixel = 0; pixel < pixels; pixel++)
                EmitStores(writer, product, pixel);
        }
    }

    /// <summary>Where a line's weights and its pixels are, in the first channel.</summary>
    private static void EmitLineReferences(CodeWriter writer, ConvolutionShape shape)
    {
        string line = shape.KernelHeight == 1 ? "0" : "line";
        writer.Line($"ref float taps = ref At(ref weight, {LoopEmitter.Place(line, shape.KernelWidth * Panels.Width, "0", 0)});");
        writer.Line($"ref float source = ref At(ref x, {LoopEmitter.Place(line, shape.LineStride, "0", 0)});");
    }

    /// <summary>The sum over the channels, <c>taps</c> and <c>source</c> moving along; a line of the kernel gets the places of its first weights and its first pixel.</summary>
    private static void EmitChannels(CodeWriter writer, ConvolutionShape shape, SumPlan sum, Action<int, int> emitLine) => SumEmitter.Emit(
        writer, sum, new SumPart(0, shape.Channels), channel => emitLine(channel * shape.Plane * Panels.Width, channel * shape.ChannelStride),
        ("source", shape.ChannelStride), ("taps", shape.Plane * Panels.Width));

    private static void EmitTaps(CodeWriter writer, ConvolutionShape shape, int pixels, int weight, int source)
    {
        for (int tap = 0; tap < shape.KernelWidth; tap++)
            EmitTap(writer, shape, pixels, weight + (tap * Panels.Width), source + (tap * shape.PixelStride));
    }

    /// <summary>The same with the taps of a line in a loop.</summary>
    private static void EmitTapLoop(CodeWriter writer, ConvolutionProduct product, int pixels)
    {
        ConvolutionShape shape = product.Shape;
        using (writer.Loop("channel", shape.Channels))
        {
            int moved = SumEmitter.Emit(
                writer, product.Sum, new SumPart(0, shape.KernelWidth), tap => EmitTap(writer, shape, pixels, tap * Panels.Width, tap * shape.PixelStride),
                ("source", shape.PixelStride), ("taps", Panels.Width));
            if (shape.Channels == 1)
                return;
            writer.Line($"source = ref At(ref source, {shape.ChannelStride - (moved * shape.PixelStride)});");
            writer.Line($"taps = ref At(ref taps, {(shape.Plane - moved) * Panels.Width});");
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
        writer.Line(HasHalves(product)
            ? $"{when}{{ if (L.Value < V.Count) V.StoreFirst({Value(product, $"a{pixel}0")}, ref y, {offset}, 8); else {store0} {store1} }}"
            : $"{when}{{ {store0} {store1} }}");
    }

    private static string Value(ConvolutionProduct product, string sum) => product.Fused.IsLinear ? sum : $"Activation({sum})";

    private static void EmitPairs(CodeWriter writer, ConvolutionProduct product, PixelTile tile)
    {
        ConvolutionShape shape = product.Shape;
        writer.Separate();
        writer.Summary("The last 8 filters with vectors of 16 lanes, all rows: tiles of pairs of pixels.");
        using (writer.Kernel("private", "void", "ForwardPairs", [], "ref float weight, ref float bias, ref float x, ref float y, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            LoopEmitter.EmitSteps(writer, "line", shape.OutHeight, tile.Lines, line =>
                LoopEmitter.EmitSteps(writer, "pixel", shape.OutWidth, 2 * tile.Places, pixel =>
                {
                    string source = LoopEmitter.Place(line, shape.LineStep * shape.LineStride, pixel, shape.PixelStep * shape.PixelStride);
                    string destination = LoopEmitter.Place(line, shape.OutLineStride, pixel, shape.OutPixelStride);
                    writer.Line($"ForwardPairTile<V>(ref weight, ref bias, ref At(ref x, {source}), ref At(ref y, {destination}));");
                }));
            writer.Line($"x = ref At(ref x, {shape.SourceStride});");
            writer.Line($"y = ref At(ref y, {shape.DestinationStride});");
        }
    }

    private static void EmitPairTile(CodeWriter writer, ConvolutionProduct product, PixelTile tile)
    {
        ConvolutionShape shape = product.Shape;
        writer.Separate();
        writer.Summary($"A tile of {tile.Size} pairs of pixels, in registers: the sum over all {shape.Taps} taps, those of the right pixel {shape.PixelStep} behind those of the left one.\n"
            + "A tap of one pixel only multiplies +0 by −0 in the other one's lanes, and −0 changes no sum.");
        using (writer.Kernel("private", "void", "ForwardPairTile", [], "ref float weight, ref float bias, ref float x, ref float y"))
        {
            writer.Line($"V left = {KernelText.Simd}LaneMask.Below<V>(0, 8), right = left ^ V.Equals(V.Zero, V.Zero);");
            writer.Line("V minusLeft = left & V.Broadcast(-0f), minusRight = right & V.Broadcast(-0f);");
            writer.Line($"V {string.Join(", ", Enumerable.Range(0, shape.KernelWidth + shape.PixelStep).Select(tap => "w" + Literal.Int(tap)))}, s;");
            writer.Line("V a0 = V.LoadHalves(ref bias, 0, 0);");
            for (int pair = 1; pair < tile.Size; pair++)
                writer.Line($"V a{pair} = a0;");
            using (writer.Loop("line", shape.KernelHeight))
            {
                EmitLineReferences(writer, shape);
                EmitChannels(writer, shape, product.PairSum!, (weight, source) => EmitPairLine(writer, shape, tile, weight, source));
            }

            for (int pair = 0; pair < tile.Size; pair++)
            {
                int offset = PairPlace(shape, tile, pair, shape.OutLineStride, shape.OutPixelStride);
                string value = Value(product, $"a{pair}");
                writer.Line(shape.OutPixelStride == 8 ? $"V.Store({value}, ref y, {offset});" : $"V.StoreHalves({value}, ref y, {offset}, {offset + shape.OutPixelStride});");
            }
        }
    }

    /// <summary>A line of the kernel: its weights, then one pixel of x after the other, each for all of the taps that read it.</summary>
    private static void EmitPairLine(CodeWriter writer, ConvolutionShape shape, PixelTile tile, int weight, int source)
    {
        int taps = shape.KernelWidth + shape.PixelStep;
        for (int tap = 0; tap < taps; tap++)
        {
            // The 8 lanes behind a tap's weights are padding, and zero.
            int left = weight + (tap * Panels.Width), right = weight + ((tap - shape.PixelStep) * Panels.Width);
            writer.Line(tap < shape.PixelStep ? $"w{tap} = V.Load(ref taps, {left}) | minusRight;"
                : tap >= shape.KernelWidth ? $"w{tap} = V.LoadHalves(ref taps, {right + 8}, {right}) | minusLeft;"
                : $"w{tap} = V.LoadHalves(ref taps, {left}, {right});");
        }

        foreach (IGrouping<int, (int Pair, int Tap)> reads in ReadsOf(shape, tile, taps).OrderBy(reads => reads.Key))
        {
            writer.Line($"s = V.Broadcast(At(ref source, {source + reads.Key}));");
            foreach ((int pair, int tap) in reads)
            {
                string mask = tap < shape.PixelStep ? " & left" : tap >= shape.KernelWidth ? " & right" : "";
                writer.Line($"V.Accumulate(ref a{pair}, s{mask}, w{tap});");
            }
        }
    }

    /// <summary>The pairs and taps that read a value of x, by where it is.</summary>
    private static IEnumerable<IGrouping<int, (int Pair, int Tap)>> ReadsOf(ConvolutionShape shape, PixelTile tile, int taps) =>
        from pair in Enumerable.Range(0, tile.Size)
        from tap in Enumerable.Range(0, taps)
        group (pair, tap) by PairPlace(shape, tile, pair, shape.LineStep * shape.LineStride, shape.PixelStep * shape.PixelStride) + (tap * shape.PixelStride);

    /// <summary>Where a tile's pair is.</summary>
    private static int PairPlace(ConvolutionShape shape, PixelTile tile, int pair, int lineStride, int pixelStride) =>
        (pair / tile.Places * lineStride) + (pair % tile.Places * 2 * pixelStride);
}
