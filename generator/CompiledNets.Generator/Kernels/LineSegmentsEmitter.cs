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
            EmitTile(writer, segments, start);
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
        using (writer.Block($"for (int line = 0; line < {shape.Height}; line++)"))
        {
            string step = shape.LineStep == 1 ? "" : $" / {shape.LineStep}", up = shape.LineStep == 1 ? "" : $" + {shape.LineStep - 1}";
            writer.Line($"int first = global::System.Math.Max(0, (line - {shape.KernelHeight - 1}{up}){step}), end = global::System.Math.Min({shape.OutHeight}, line{step} + 1);");
            writer.Line($"ref float from = ref At(ref d, first * {shape.OutLineStride});");
            writer.Line($"ref float to = ref At(ref dx, line * {shape.LineStride});");
            EmitSegments(writer, segments);
        }
    }

    /// <summary>The calls for a line's segments, those side by side of one kind in a loop.</summary>
    private static void EmitSegments(CodeWriter writer, LineSegments segments)
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
                EmitCall(Literal.Int(starts[i]), starts[i]);
            }
            else
            {
                using (writer.Block($"for (int pixel = {starts[i]}; pixel <= {starts[end - 1]}; pixel += {step})"))
                    EmitCall("pixel", starts[i]);
            }

            i = end;
        }

        void EmitCall(string pixel, int start) => writer.Line(
            $"{TileName(segments, start)}<V, I>(ref weight, ref At(ref from, {pixel} * {segments.Shape.OutPixelStride}), ref At(ref to, {pixel} * {segments.Shape.PixelStride}), end - first, line - first * {segments.Shape.LineStep});");
    }

    private static string TileName(LineSegments segments, int start)
    {
        List<string> kinds = [.. segments.Starts.Select(segments.Kind).Distinct()];
        return segments.Name + "Tile" + (kinds.Count == 1 ? "" : Literal.Int(kinds.IndexOf(segments.Kind(start)) + 1));
    }

    private static void EmitTile(CodeWriter writer, LineSegments segments, int start)
    {
        ConvolutionShape shape = segments.Shape;
        int tap = shape.Filters * Panels.Width, line = shape.KernelWidth * tap;
        writer.Separate();
        writer.Summary($"A tile of {segments.Vectors} {Vectors(segments)} of I images, in registers: the sum over some lines of d, over the taps that they have there, and over all {shape.Filters} filters.");
        using (writer.Kernel("private", "void", TileName(segments, start), ["I"], "ref float weight, ref float d, ref float dx, int lines, int kernelLine"))
        {
            writer.Line("V w;");
            for (int sum = 0; sum < segments.Size; sum++)
                writer.Line($"V a{sum} = V.Zero;");
            using (writer.Block("for (; lines > 0; lines--)"))
            {
                writer.Line($"ref float line = ref At(ref weight, kernelLine * {line});");
                foreach (int first in segments.Taps.Where(first => segments.VectorsAt(start, first).Any()))
                {
                    using (writer.Block("// " + TapInWords(segments, first)))
                    {
                        writer.Line($"ref float taps = ref At(ref line, {Math.Max(first, 0) * tap});");
                        writer.Line("ref float delta = ref d;");
                        SumEmitter.Emit(writer, segments.Sum, new SumPart(0, shape.Filters), filter => EmitStep(writer, segments, start, first, filter), ("delta", 1), ("taps", Panels.Width));
                    }
                }

                writer.Line($"d = ref At(ref d, {shape.OutLineStride});");
                writer.Line($"kernelLine -= {shape.LineStep};");
            }

            for (int sum = 0; sum < segments.Size; sum++)
            {
                int offset = (sum / segments.Vectors * shape.SourceStride) + (sum % segments.Vectors * segments.PixelsOfVector * shape.PixelStride);
                writer.Line(WhenImage(segments, sum) + (segments.PixelsOfVector == 1 || shape.PixelStride == 8
                    ? $"V.Store(a{sum}, ref dx, {offset});"
                    : $"V.StoreHalves(a{sum}, ref dx, {offset}, {offset + shape.PixelStride});"));
            }
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
