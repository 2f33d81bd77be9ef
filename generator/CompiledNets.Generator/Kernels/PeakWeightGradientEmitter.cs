using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="PeakWeightGradient"/>: the walk over rows, filters and lines, and the tile.</summary>
internal static class PeakWeightGradientEmitter
{
    public static void Emit(CodeWriter writer, PeakWeightGradient gradient)
    {
        EmitWalk(writer, gradient);
        EmitTile(writer, gradient);
    }

    private static void EmitWalk(CodeWriter writer, PeakWeightGradient gradient)
    {
        FilterLines lines = gradient.Lines;
        ConvolutionShape shape = lines.Shape;
        string last = gradient.CopiesLastImage ? "ref float last, " : "";
        writer.Separate();
        writer.Summary("dW of some filters, line by line of the kernel: for each window of all rows d times what the kernel reads at its peak."
            + (gradient.CopiesLastImage ? " A copy of the last row's image has room behind it." : ""));
        using (writer.Kernel("private", "void", "PeakWeightGradient", [], $"ref float x, {last}ref float d, ref float places, ref float sums, int rows, int filters"))
        {
            writer.Line($"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref sums, filters * {lines.FilterStride}).Clear();");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line("ref float image = ref x;");
                if (gradient.CopiesLastImage)
                {
                    writer.Line("if (row == rows - 1)");
                    writer.Line("    image = ref last;");
                }

                using (writer.Block("for (int filter = 0; filter < filters; filter++)"))
                using (writer.Loop("plane", lines.Planes))
                    EmitLines(writer, gradient);
                writer.Line($"x = ref At(ref x, {shape.SourceStride});");
                writer.Line($"d = ref At(ref d, {gradient.Windows.RowStride});");
                writer.Line($"places = ref At(ref places, {gradient.Windows.RowStride});");
            }
        }
    }

    /// <summary>All lines of the channel <c>plane</c>, or of all of them.</summary>
    private static void EmitLines(CodeWriter writer, PeakWeightGradient gradient)
    {
        FilterLines lines = gradient.Lines;
        ConvolutionShape shape = lines.Shape;
        string plane = lines.Planes == 1 ? "0" : "plane", sums = $"filter * {lines.FilterStride}" + (plane == "0" ? "" : $" + plane * {shape.KernelHeight * lines.Length}");
        writer.Line($"ref float source = ref {(plane == "0" ? "image" : $"At(ref image, plane * {shape.ChannelStride})")};");
        writer.Line($"ref float sum = ref At(ref sums, {sums});");
        if (gradient.HasWholeLines)
        {
            EmitParts(writer, gradient);
            return;
        }

        using (writer.Loop("kernelLine", shape.KernelHeight))
        {
            EmitParts(writer, gradient);
            if (shape.KernelHeight > 1)
            {
                writer.Line($"source = ref At(ref source, {shape.LineStride});");
                writer.Line($"sum = ref At(ref sum, {lines.Length});");
            }
        }
    }

    private static void EmitParts(CodeWriter writer, PeakWeightGradient gradient)
    {
        int parts = gradient.PartsOfTile, whole = gradient.Parts - gradient.PartsLeft;
        if (whole == parts)
        {
            writer.Line(Call(parts, "0"));
        }
        else
        {
            writer.Line($"for (int part = 0; part < {whole}; part += {parts})");
            writer.Line("    " + Call(parts, "part"));
        }

        if (gradient.PartsLeft > 0)
            writer.Line(Call(gradient.PartsLeft, Literal.Int(whole)));

        string Call(int count, string part) =>
            $"PeakTile<V, {KernelText.Extent(count)}>({At("source", part, gradient.PartStride)}, ref At(ref d, filter), ref At(ref places, filter), {At("sum", part, gradient.PartLength)});";

        static string At(string reference, string part, int stride) => part == "0" ? $"ref {reference}" : $"ref At(ref {reference}, {part} * {stride})";
    }

    private static void EmitTile(CodeWriter writer, PeakWeightGradient gradient)
    {
        LineVector[] vectors = [.. LineVector.Of(gradient.PartLength)];
        int parts = gradient.PartsOfTile;
        string what = gradient.HasWholeLines ? $"N lines of {gradient.PartLength}" : $"N · {gradient.PartLength} floats of a line";
        writer.Separate();
        writer.Summary($"dW of a filter, {what}, in registers: what a row adds to it.");
        using (writer.Kernel("private", "void", "PeakTile", ["N"], "ref float x, ref float d, ref float places, ref float sums"))
        {
            writer.Line("V s;");
            ForEachSum((part, vector) =>
            {
                string load = vector.Load("sums", part * gradient.PartLength);
                return $"V {Name(part, vector)} = {(When(part, vector) is { } exists ? $"{exists} ? {load} : V.Zero" : load)};";
            });
            PeakWindowsEmitter.Emit(writer, gradient.Windows, "x", () =>
            {
                writer.Line("s = V.Broadcast(At(ref delta, 0));");
                using (writer.Block("// its peak"))
                {
                    writer.Line($"ref float peak = ref At(ref window, {PeakWindowsEmitter.Place("place")});");
                    ForEachSum((part, vector) => Guarded(part, vector, vector.Accumulate(Name(part, vector), "s", "peak", part * gradient.PartStride)));
                }
            });
            ForEachSum((part, vector) => Guarded(part, vector, vector.Store(Name(part, vector), "sums", part * gradient.PartLength)));
        }

        void ForEachSum(Func<int, LineVector, string> line)
        {
            for (int part = 0; part < parts; part++)
            {
                foreach (LineVector vector in vectors)
                    writer.Line(line(part, vector));
            }
        }

        static string Name(int part, LineVector vector) => $"a{Literal.Int(part)}x{Literal.Int(vector.Index)}";

        static string Guarded(int part, LineVector vector, string statement) => When(part, vector) is { } exists ? $"if ({exists}) {{ {statement} }}" : statement;

        // When a tile has the sum: always, or if it has so many parts, or with so few lanes.
        static string? When(int part, LineVector vector) => (part, vector.Exists) switch
        {
            (0, _) => vector.Exists,
            (_, null) => $"N.Value > {Literal.Int(part)}",
            _ => $"N.Value > {Literal.Int(part)} && {vector.Exists}",
        };
    }
}
