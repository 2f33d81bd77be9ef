using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="ConvolutionInputGradient"/>: the walk over the taps, the tile, and the transposition of the weights.</summary>
internal static class ConvolutionInputGradientEmitter
{
    public static void Emit(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        EmitWalk(writer, gradient);
        EmitTaps(writer, gradient);
        EmitColumns(writer, gradient);
        EmitTile(writer, gradient);
        foreach (LineSegments? segments in new[] { gradient.Pixels, gradient.Pairs })
        {
            if (segments is not null)
                LineSegmentsEmitter.Emit(writer, segments);
        }

        EmitTranspose(writer, gradient);
    }

    private static string[] Extents(ConvolutionInputGradient gradient, params string[] extents) => HasHalves(gradient) ? [.. extents, "L"] : extents;

    /// <summary>Whether half of a vector is a pixel's own.</summary>
    private static bool HasHalves(ConvolutionInputGradient gradient) => gradient.EndsInHalf && gradient.Pairs is null;

    private static void EmitWalk(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        writer.Separate();
        writer.Summary($"dx from d, [rows, {shape.Filters}, {shape.OutHeight}, {shape.OutWidth}] → [rows, {shape.Channels}, {shape.Height}, {shape.Width}]: tap by tap of the kernel, a line of d at a time.");
        using (writer.Kernel("InputGradient", "ref float transposed, ref float d, ref float dx, int rows"))
        {
            int half = shape.PixelStride / Panels.Width * Panels.Width;
            if (gradient.Pixels is { } pixels)
            {
                using (writer.Block("if (V.Count == 8)"))
                {
                    using (writer.Block($"for (int column = 0; column < {shape.PixelStride}; column += V.Count)"))
                        writer.Line($"{pixels.Name}s<V>(ref At(ref transposed, column / 16 * {gradient.PanelLength} + column % 16), ref d, ref At(ref dx, column), rows);");
                    writer.Line("return;");
                }

                writer.Line();
            }

            if (gradient.Pairs is { } pairs)
            {
                using (writer.Block("if (V.Count == 16)"))
                {
                    if (half > 0)
                        writer.Line("InputGradientTaps<V>(ref transposed, ref d, ref dx, rows);");
                    writer.Line($"{pairs.Name}s<V>(ref At(ref transposed, {half / Panels.Width * gradient.PanelLength}), ref d, ref At(ref dx, {half}), rows);");
                    writer.Line("return;");
                }

                writer.Line();
            }

            writer.Line("InputGradientTaps<V>(ref transposed, ref d, ref dx, rows);");
        }
    }

    private static void EmitTaps(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        writer.Separate();
        writer.Summary("Tap by tap of the kernel, a line of d at a time" + (gradient.Pairs is null ? "." : "; of vectors of 16 lanes the whole ones."));
        using (writer.Kernel("private", "void", "InputGradientTaps", [], "ref float transposed, ref float d, ref float dx, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref dx, {shape.Height * shape.LineStride}).Clear();");
            using (writer.Loop("line", shape.OutHeight))
            using (writer.Loop("kernelLine", shape.KernelHeight))
            using (writer.Loop("kernelPixel", shape.KernelWidth))
            {
                string line = shape.OutHeight == 1 ? "0" : "line", kernelLine = shape.KernelHeight == 1 ? "0" : "kernelLine";
                string kernelPixel = shape.KernelWidth == 1 ? "0" : "kernelPixel";
                int panel = shape.Filters * Panels.Width;
                writer.Line($"ref float weight = ref At(ref transposed, {LoopEmitter.Place(kernelLine, shape.KernelWidth * panel, kernelPixel, panel)});");
                writer.Line($"ref float from = ref At(ref d, {LoopEmitter.Place(line, shape.OutLineStride, "0", 0)});");
                writer.Line($"ref float to = ref At(ref dx, {LoopEmitter.Place(line, shape.LineStep * shape.LineStride, kernelLine, shape.LineStride)} + {LoopEmitter.Place(kernelPixel, shape.PixelStride, "0", 0)});");
                VectorWalk.Emit(writer, shape.PixelStride, (vectors, lanes) =>
                    $"InputGradientColumns<V, {KernelText.Extent(vectors)}{(HasHalves(gradient) ? ", " + KernelText.Extent(lanes) : "")}>("
                    + $"ref At(ref weight, column / 16 * {gradient.PanelLength} + column % 16), ref from, ref At(ref to, column));", hasHalf: gradient.Pairs is null);
            }

            writer.Line($"d = ref At(ref d, {shape.DestinationStride});");
            writer.Line($"dx = ref At(ref dx, {shape.SourceStride});");
        }
    }

    private static void EmitColumns(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        writer.Separate();
        writer.Summary("One or two vectors of channels, a line of pixels: tiles as high as the registers allow, then one for the pixels that are left.");
        using (writer.Kernel("private", "void", "InputGradientColumns", Extents(gradient, "W"), "ref float weight, ref float d, ref float dx"))
        {
            TileWalk.Emit(writer, "0", Literal.Int(shape.OutWidth), height =>
                $"InputGradientTile<{string.Join(", ", Extents(gradient, "V", KernelText.Extent(height), "W"))}>("
                + $"ref weight, ref At(ref d, row * {shape.OutPixelStride}), ref At(ref dx, row * {shape.PixelStep * shape.PixelStride}));");
        }
    }

    private static void EmitTile(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        int step = shape.PixelStep * shape.PixelStride;
        writer.Separate();
        writer.Summary($"A tile of R pixels × W vectors of channels, in registers: dx and the sum over all {shape.Filters} filters.");
        using (writer.Kernel("private", "void", "InputGradientTile", Extents(gradient, "R", "W"), "ref float weight, ref float d, ref float dx"))
        {
            writer.Line($"int next = V.Count == 16 ? {gradient.PanelLength} : V.Count; // the tile's second vector: in the next panel, or in the same one");
            writer.Line("V w0, w1 = V.Zero, s;");
            for (int pixel = 0; pixel < TileShape.MaxRows; pixel++)
            {
                string load = $"V.Load(ref dx, {pixel * step})";
                if (HasHalves(gradient))
                    load = $"L.Value < V.Count ? V.LoadHalves(ref dx, {pixel * step}, {pixel * step}) : {load}";
                writer.Line($"V a{pixel}0 = R.Value <= {pixel} ? V.Zero : {load};");
                writer.Line($"V a{pixel}1 = R.Value > {pixel} && W.Value > 1 ? V.Load(ref dx, {pixel * step} + V.Count) : V.Zero;");
            }

            SumEmitter.Emit(writer, gradient.Sum, new SumPart(0, shape.Filters), filter =>
            {
                writer.Line($"w0 = V.Load(ref weight, {filter * Panels.Width});");
                writer.Line($"if (W.Value > 1) w1 = V.Load(ref weight, {filter * Panels.Width} + next);");
                for (int pixel = 0; pixel < TileShape.MaxRows; pixel++)
                {
                    string when = pixel == 0 ? "" : $"if (R.Value > {pixel}) ";
                    writer.Line($"{when}{{ s = V.Broadcast(At(ref d, {(pixel * shape.OutPixelStride) + filter})); V.Accumulate(ref a{pixel}0, s, w0); if (W.Value > 1) V.Accumulate(ref a{pixel}1, s, w1); }}");
                }
            }, ("d", 1), ("weight", Panels.Width));
            for (int pixel = 0; pixel < TileShape.MaxRows; pixel++)
            {
                string when = pixel == 0 ? "" : $"if (R.Value > {pixel}) ";
                string half = HasHalves(gradient) ? $"if (L.Value < V.Count) V.StoreFirst(a{pixel}0, ref dx, {pixel * step}, 8); else " : "";
                writer.Line($"{when}{{ {half}V.Store(a{pixel}0, ref dx, {pixel * step}); if (W.Value > 1) V.Store(a{pixel}1, ref dx, {pixel * step} + V.Count); }}");
            }
        }
    }

    private static void EmitTranspose(CodeWriter writer, ConvolutionInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Shape;
        writer.Separate();
        writer.Summary($"For each place of the kernel the weights [channels, filters] transposed, a worker's share of the places: [{shape.Channels}, {shape.Plane}, {shape.Filters}] → [{shape.Plane}, {shape.Filters}, {shape.Channels}], both in panels.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void Transpose(ref float weight, ref float transposed, int worker, int workers)"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({shape.Plane}, 1, worker, workers);");
            using (writer.Block("for (int place = share.Start; place < share.End; place++)"))
            using (writer.Block($"for (int channel = 0; channel < {shape.Channels}; channel += {Panels.Width})"))
            using (writer.Block($"for (int filter = 0; filter < {shape.Filters}; filter += {Panels.Width})"))
            {
                writer.Line("global::CompiledNets.Memory.BlockTranspose.Copy(");
                writer.Line($"    ref At(ref weight, filter / {Panels.Width} * {shape.PanelLength} + (channel * {shape.Plane} + place) * {Panels.Width}), {shape.Plane * Panels.Width},");
                writer.Line($"    ref At(ref transposed, channel / {Panels.Width} * {gradient.PanelLength} + (place * {shape.Filters} + filter) * {Panels.Width}), {Panels.Width},");
                writer.Line($"    global::System.Math.Min({Panels.Width}, {shape.Channels} - channel), global::System.Math.Min({Panels.Width}, {shape.Filters} - filter));");
            }
        }
    }
}
