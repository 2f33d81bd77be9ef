using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints <see cref="LineSegments"/>: the walk over images, lines and segments, and the tiles.</summary>
internal static class LineSegmentsEmitter
{
    public static void Emit(CodeWriter writer, LineSegments segments)
    {
        EmitImages(writer, segments);
        EmitLines(writer, segments);
        foreach (int start in segments.Starts.GroupBy(segments.Kind).Select(alike => alike.First()))
        {
            EmitTile(writer, segments, start);
            if (segments.SumOfTwo is not null)
                EmitTileOfTwo(writer, segments, start);
        }
    }

    /// <summary>A segment's vectors, in words.</summary>
    private static string Vectors(LineSegments segments) => segments.PixelsOfVector == 1 ? "pixels" : "pairs of pixels";

    private static void EmitImages(CodeWriter writer, LineSegments segments)
    {
        ConvolutionShape shape = segments.Shape;
        writer.Separate();
        writer.Summary((segments.PixelsOfVector == 1 ? "8 channels with vectors of 8 lanes: pixels" : "The last 8 channels with vectors of 16 lanes: pairs of pixels")
            + (segments.Images == 1 ? "." : $", of {segments.Images} images at a time."));
        using (writer.Kernel("private", "void", segments.Name + "s", [], "ref float weight, ref float d, ref float dx, int rows"))
        {
            writer.Line("int row = 0;");
            EmitWalk(segments.Images);
            if (segments.Images > 1)
                EmitWalk(1);
        }

        void EmitWalk(int images)
        {
            using (writer.Block($"for (; row + {images} <= rows; row += {images})"))
                writer.Line($"{segments.Name}Lines<V, {KernelText.Extent(images)}>(ref weight, ref At(ref d, row * {shape.DestinationStride}), ref At(ref dx, row * {shape.SourceStride}));");
        }
    }

    private static void EmitLines(CodeWriter writer, LineSegments segments)
    {
        ConvolutionShape shape = segments.Shape;
        writer.Separate();
        writer.Summary("I images: line by line of dx, with those lines of d that it gets something from.");
        using (writer.Kernel("private", "void", segments.Name + "Lines", ["I"], "ref float weight, ref float d, ref float dx"))
        {
            writer.Line("int line = 0;");
            if (segments.SumOfTwo is not null)
            {
                writer.Line($"if ({KernelText.HasAvx512})");
                writer.Line($"    line = {segments.Name}LinesOfTwo<V, I>(ref weight, ref d, ref dx);");
            }

            EmitSingleLines(writer, segments);
        }

        if (segments.SumOfTwo is not null)
            EmitLinesOfTwo(writer, segments);
    }

    private static void EmitSingleLines(CodeWriter writer, LineSegments segments)
    {
        ConvolutionShape shape = segments.Shape;
        using (writer.Block($"for (; line < {shape.Height}; line++)"))
        {
            writer.Line($"int first = global::System.Math.Max(0, line - {shape.KernelHeight - 1}), end = global::System.Math.Min({shape.OutHeight}, line + 1);");
            writer.Line($"ref float from = ref At(ref d, first * {shape.OutLineStride});");
            writer.Line($"ref float to = ref At(ref dx, line * {shape.LineStride});");
            EmitSegments(segments, writer, (pixel, start) => writer.Line(
                $"{TileName(segments, start)}<V, I>(ref weight, ref At(ref from, {pixel} * {shape.OutPixelStride}), ref At(ref to, {pixel} * {shape.PixelStride}), end - first, line - first{(segments.SumOfTwo is null ? "" : ", false")});"));
        }
    }

    /// <summary>Two lines of dx at a time: what only the first one gets something from, what both do, what only the second one does.</summary>
    private static void EmitLinesOfTwo(CodeWriter writer, LineSegments segments)
    {
        ConvolutionShape shape = segments.Shape;
        writer.Separate();
        writer.Summary("The same two lines of dx at a time: first a line of d that only the upper one gets something from, then those that both do, then one of the lower one. The lines that are done.");
        using (writer.Kernel("private", "int", segments.Name + "LinesOfTwo", ["I"], "ref float weight, ref float d, ref float dx"))
        {
            writer.Line("int line = 0;");
            using (writer.Block($"for (; line + 2 <= {shape.Height}; line += 2)"))
            {
                writer.Line($"int first = global::System.Math.Max(0, line - {shape.KernelHeight - 1}), both = global::System.Math.Max(0, line - {shape.KernelHeight - 2});");
                writer.Line($"int end = global::System.Math.Min({shape.OutHeight}, line + 1), endOfLower = global::System.Math.Min({shape.OutHeight}, line + 2);");
                EmitSegments(segments, writer, (pixel, start) =>
                {
                    string tile = TileName(segments, start), place = $"{pixel} * {shape.OutPixelStride}", upper = $"ref At(ref dx, line * {shape.LineStride} + {pixel} * {shape.PixelStride})";
                    string lower = $"ref At(ref dx, (line + 1) * {shape.LineStride} + {pixel} * {shape.PixelStride})";
                    writer.Line("if (first < both)");
                    writer.Line($"    {tile}<V, I>(ref weight, ref At(ref d, first * {shape.OutLineStride} + {place}), {upper}, 1, line - first, false);");
                    writer.Line($"{tile}OfTwo<V, I>(ref weight, ref At(ref d, both * {shape.OutLineStride} + {place}), {upper}, end - both, line - both, first < both);");
                    writer.Line("if (end < endOfLower)");
                    writer.Line($"    {tile}<V, I>(ref weight, ref At(ref d, end * {shape.OutLineStride} + {place}), {lower}, 1, line + 1 - end, true);");
                });
            }

            writer.Line("return line;");
        }
    }

    /// <summary>The calls for a line's segments, those side by side of one kind in a loop.</summary>
    private static void EmitSegments(LineSegments segments, CodeWriter writer, Action<string, int> emitCall)
    {
        IReadOnlyList<int> starts = segments.Starts;
        int step = segments.Pixels;
        for (int i = 0; i < starts.Count;)
        {
            int end = i + 1;
            while (end < starts.Count && segments.Kind(starts[end]) == segments.Kind(starts[i]) && starts[end] == starts[end - 1] + step)
                end++;
            if (end - i == 1)
            {
                emitCall(Literal.Int(starts[i]), starts[i]);
            }
            else
            {
                using (writer.Block($"for (int pixel = {starts[i]}; pixel <= {starts[end - 1]}; pixel += {step})"))
                    emitCall("pixel", starts[i]);
            }

            i = end;
        }
    }

    private static string TileName(LineSegments segments, int start)
    {
        List<string> kinds = [.. segments.Starts.Select(segments.Kind).Distinct()];
        return segments.Name + "Tile" + (kinds.Count == 1 ? "" : Literal.Int(kinds.IndexOf(segments.Kind(start)) + 1));
    }

    private static void EmitTile(CodeWriter writer, LineSegments segments, int start)
    {
        ConvolutionShape shape = segments.Shape;
        writer.Separate();
        bool mayAdd = segments.SumOfTwo is not null;
        writer.Summary($"A tile of {segments.Vectors} {Vectors(segments)} of I images, in registers: the sum over some lines of d, over the taps that they have there, and over all {shape.Filters} filters{(mayAdd ? "; on top of what is there, or of zero" : "")}.");
        using (writer.Kernel("private", "void", TileName(segments, start), ["I"], $"ref float weight, ref float d, ref float dx, int lines, int kernelLine{(mayAdd ? ", bool adds" : "")}"))
        {
            writer.Line("V w;");
            for (int sum = 0; sum < segments.Size; sum++)
                writer.Line($"V a{sum} = V.Zero;");
            if (mayAdd)
            {
                using (writer.Block("if (adds)"))
                {
                    for (int sum = 0; sum < segments.Size; sum++)
                        writer.Line($"a{sum} = V.Load(ref dx, {sum * shape.PixelStride});");
                }
            }

            EmitTaps(writer, segments, start, segments.Sum, filter => EmitStep(writer, segments, start, filter.First, filter.Filter));
            for (int sum = 0; sum < segments.Size; sum++)
            {
                int offset = (sum / segments.Vectors * shape.SourceStride) + (sum % segments.Vectors * segments.PixelsOfVector * shape.PixelStride);
                writer.Line(WhenImage(segments, sum) + (segments.PixelsOfVector == 1 || shape.PixelStride == 8
                    ? $"V.Store(a{sum}, ref dx, {offset});"
                    : $"V.StoreHalves(a{sum}, ref dx, {offset}, {offset + shape.PixelStride});"));
            }
        }
    }

    /// <summary>The walk over lines of d, and in each over the taps and the filters.</summary>
    private static void EmitTaps(CodeWriter writer, LineSegments segments, int start, SumPlan sum, Action<(int First, int Filter)> emitStep)
    {
        ConvolutionShape shape = segments.Shape;
        int tap = shape.Filters * Panels.Width, line = shape.KernelWidth * tap;
        using (writer.Block("for (; lines > 0; lines--)"))
        {
            writer.Line($"ref float line = ref At(ref weight, kernelLine * {line});");
            foreach (int first in segments.Taps.Where(first => segments.VectorsAt(start, first).Any()))
            {
                using (writer.Block("// " + TapInWords(segments, first)))
                {
                    writer.Line($"ref float taps = ref At(ref line, {Math.Max(first, 0) * tap});");
                    writer.Line("ref float delta = ref d;");
                    SumEmitter.Emit(writer, sum, new SumPart(0, shape.Filters), filter => emitStep((first, filter)), ("delta", 1), ("taps", Panels.Width));
                }
            }

            writer.Line($"d = ref At(ref d, {shape.OutLineStride});");
            writer.Line("kernelLine--;");
        }
    }

    /// <summary>The tile of two lines: the lower one is one line of the kernel further on, and reads the same values of d.</summary>
    private static void EmitTileOfTwo(CodeWriter writer, LineSegments segments, int start)
    {
        ConvolutionShape shape = segments.Shape;
        int below = shape.KernelWidth * shape.Filters * Panels.Width;
        writer.Separate();
        writer.Summary("The same for two lines of dx, the upper one's on top of what is there, or of zero.");
        using (writer.Kernel("private", "void", TileName(segments, start) + "OfTwo", ["I"], "ref float weight, ref float d, ref float dx, int lines, int kernelLine, bool adds"))
        {
            writer.Line("V w, v, s;");
            for (int sum = 0; sum < segments.Size; sum++)
                writer.Line($"V a{sum} = V.Zero, b{sum} = V.Zero;");
            using (writer.Block("if (adds)"))
            {
                for (int sum = 0; sum < segments.Size; sum++)
                    writer.Line($"a{sum} = V.Load(ref dx, {sum * shape.PixelStride});");
            }

            EmitTaps(writer, segments, start, segments.SumOfTwo!, step =>
            {
                writer.Line($"w = V.Load(ref taps, {step.Filter * Panels.Width});");
                writer.Line($"v = V.Load(ref taps, {(step.Filter * Panels.Width) + below});");
                foreach (int vector in segments.VectorsAt(start, step.First))
                {
                    int value = ((vector - step.First) * shape.OutPixelStride) + step.Filter;
                    writer.Line($"{{ s = V.Broadcast(At(ref delta, {value})); V.Accumulate(ref a{vector}, s, w); V.Accumulate(ref b{vector}, s, v); }}");
                }
            });
            for (int sum = 0; sum < segments.Size; sum++)
                writer.Line($"V.Store(a{sum}, ref dx, {sum * shape.PixelStride}); V.Store(b{sum}, ref dx, {(sum * shape.PixelStride) + shape.LineStride});");
        }
    }

    /// <summary>A tap, as a comment.</summary>
    private static string TapInWords(LineSegments segments, int first) => segments.PixelsOfVector == 1 ? $"tap {first}"
        : first < 0 ? "the right pixel's first tap"
        : first == segments.Shape.KernelWidth - 1 ? "the left pixel's last tap"
        : $"tap {first}, of the right pixel {first + 1}";

    private static string WhenImage(LineSegments segments, int sum) => sum < segments.Vectors ? "" : $"if (I.Value > {sum / segments.Vectors}) ";

    private static void EmitStep(CodeWriter writer, LineSegments segments, int start, int first, int filter)
    {
        // The 8 lanes behind a tap's weights are padding, and zero.
        ConvolutionShape shape = segments.Shape;
        int weight = filter * Panels.Width;
        writer.Line(first < 0 ? $"w = V.LoadHalves(ref taps, {weight + 8}, {weight});"
            : segments.PixelsOfVector == 1 || first == shape.KernelWidth - 1 ? $"w = V.Load(ref taps, {weight});"
            : $"w = V.LoadHalves(ref taps, {weight}, {weight + (shape.Filters * Panels.Width)});");
        for (int image = 0; image < segments.Images; image++)
        {
            foreach (int vector in segments.VectorsAt(start, first))
            {
                int sum = (image * segments.Vectors) + vector, pixel = (segments.PixelsOfVector * vector) - first;
                writer.Line($"{WhenImage(segments, sum)}V.Accumulate(ref a{sum}, V.Broadcast(At(ref delta, {(image * shape.DestinationStride) + (pixel * shape.OutPixelStride) + filter})), w);");
            }
        }
    }
}
