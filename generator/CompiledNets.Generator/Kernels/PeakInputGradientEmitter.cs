using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints a <see cref="PeakInputGradient"/>, and the copy of the weights that it reads.</summary>
internal static class PeakInputGradientEmitter
{
    public static void Emit(CodeWriter writer, PeakInputGradient gradient)
    {
        EmitRows(writer, gradient);
        EmitTranspose(writer, gradient.Lines);
    }

    private static void EmitRows(CodeWriter writer, PeakInputGradient gradient)
    {
        FilterLines lines = gradient.Lines;
        ConvolutionShape shape = lines.Shape;
        writer.Separate();
        writer.Summary($"dx from the windows' d and places, → [rows, {shape.Channels}, {shape.Height}, {shape.Width}]: at each peak, filter by filter, d times the filter's weights is added.");
        using (writer.Kernel("private", "void", "PeakInputGradient", [], "ref float filters, ref float d, ref float places, ref float dx, int rows"))
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref dx, {shape.Height * shape.LineStride}).Clear();");
            PeakWindowsEmitter.Emit(writer, gradient.Windows, "dx", () =>
            {
                using (writer.Block($"for (int filter = 0; filter < {shape.Filters}; filter++)"))
                {
                    writer.Line("V s = V.Broadcast(At(ref delta, filter));");
                    writer.Line($"ref float peak = ref At(ref window, {PeakWindowsEmitter.Place("At(ref place, filter)")});");
                    writer.Line($"ref float weight = ref At(ref filters, filter * {lines.FilterStride});");
                    EmitFilter(writer, gradient);
                }
            });
            writer.Line($"d = ref At(ref d, {gradient.Windows.RowStride});");
            writer.Line($"places = ref At(ref places, {gradient.Windows.RowStride});");
            writer.Line($"dx = ref At(ref dx, {shape.SourceStride});");
        }
    }

    private static void EmitFilter(CodeWriter writer, PeakInputGradient gradient)
    {
        ConvolutionShape shape = gradient.Lines.Shape;
        int length = gradient.Lines.Length;
        using (writer.Loop("kernelLine", shape.KernelHeight))
        {
            if (gradient.Code.IsStraightLine)
            {
                foreach (LineVector vector in LineVector.Of(length))
                {
                    string store = vector.Store($"V.MultiplyAdd(s, {vector.Load("weight", 0)}, {vector.Load("peak", 0)})", "peak", 0);
                    writer.Line(vector.Exists is { } exists ? $"if ({exists}) {{ {store} }}" : store);
                }
            }
            else
            {
                writer.Line("int column = 0;");
                using (writer.Block($"for (; column + V.Count <= {length}; column += V.Count)"))
                    writer.Line("V.Store(V.MultiplyAdd(s, V.Load(ref weight, column), V.Load(ref peak, column)), ref peak, column);");
                if (!gradient.Lines.AreWhole)
                {
                    writer.Line("if (V.Count == 16) // half a vector is left");
                    writer.Line("    V.StoreFirst(V.MultiplyAdd(s, V.LoadFirst(ref weight, column, 8), V.LoadFirst(ref peak, column, 8)), ref peak, column, 8);");
                }
            }

            if (shape.KernelHeight > 1)
            {
                writer.Line($"peak = ref At(ref peak, {shape.LineStride});");
                writer.Line($"weight = ref At(ref weight, {length});");
            }
        }
    }

    private static void EmitTranspose(CodeWriter writer, FilterLines lines)
    {
        writer.Separate();
        writer.Summary("What the input gradient reads instead of a transposed weight: a worker's share of the filters, line by line of the kernel.");
        writer.Line(KernelText.Optimized);
        using (writer.Block("public static void Transpose(ref float weight, ref float transposed, int worker, int workers)"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({lines.Shape.Filters}, 1, worker, workers);");
            writer.Line($"ReadFilters(ref weight, ref At(ref transposed, share.Start * {lines.FilterStride}), share.Start, share.End);");
        }
    }
}
