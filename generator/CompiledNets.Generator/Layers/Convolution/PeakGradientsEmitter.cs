using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Convolution;

/// <summary>Prints how a convolution with a max pool right behind it is trained: <see cref="ConvolutionPeaks"/>.</summary>
internal static class PeakGradientsEmitter
{
    private const string Marshal = "global::System.Runtime.InteropServices.MemoryMarshal";

    public static void Emit(CodeWriter writer, ConvolutionPlan layer, ConvolutionPeaks peaks)
    {
        FilterLines lines = peaks.WeightGradient.Lines;
        string weights = peaks.Weights is { } copy ? $", Weights = {copy.Offset}" : "";
        writer.Line($"private const int Sums = {peaks.Sums.Offset}{weights}; // in the workspace as well: filter by filter, line by line of the kernel");
        if (peaks.InputGradient is { } inputGradient)
        {
            PeakInputGradientEmitter.Emit(writer, inputGradient);
            writer.Separate();
            writer.Summary("The same with lanes no wider than a pixel's channels.");
            using (writer.Kernel("InputGradient", "ref float transposed, ref float d, ref float places, ref float dx, int rows"))
                EmitByLanes(writer, layer.Forward.Shape.PixelStride, "PeakInputGradient", "ref transposed, ref d, ref places, ref dx, rows");
        }

        PeakWeightGradientEmitter.Emit(writer, peaks.WeightGradient);
        if (peaks.InputGradient is not null || peaks.Weights is not null)
            FilterLinesEmitter.EmitRead(writer, lines);
        FilterLinesEmitter.EmitWrite(writer, lines);
        if (lines.Overhang > 0)
            FilterLinesEmitter.EmitClearOverhang(writer, lines);
    }

    public static void EmitBackward(CodeWriter writer, ConvolutionPlan layer, ConvolutionPeaks peaks, string? sourceDelta)
    {
        string delta = peaks.Pool.RowsOf("Delta");
        if (!layer.Function.IsLinear)
            writer.Line($"{layer.Path}.ActivationGradient<V>({peaks.Pool.RowsOf("Output")}, {delta}, {delta}, count);");
        if (sourceDelta is not null && peaks.InputGradient is not null)
            writer.Line($"{layer.Path}.InputGradient<V>(ref At(ref workspace, {layer.Path}.Transposed), {delta}, {peaks.Pool.RowsOf("Places")}, {sourceDelta}, count);");
    }

    /// <summary>The call of the gradients by a worker's share of the weight, and by the bias.</summary>
    public static string Call(ConvolutionPlan layer, ConvolutionPeaks peaks, string source)
    {
        string pool = peaks.Pool.Path, strip = peaks.WeightGradient.CopiesLastImage ? "ref strip, " : "";
        return $"finite &= {layer.Path}.Gradients<V>(ref parameters, ref workspace, {source}, ref At(ref workspace, {pool}.Delta), ref At(ref workspace, {pool}.Places), {strip}ref gradients, rows, worker, workers);";
    }

    /// <summary>The head of what is called.</summary>
    public static CodeWriter.Closer GradientsKernel(CodeWriter writer, ConvolutionPeaks peaks)
    {
        string strip = peaks.WeightGradient.CopiesLastImage ? "ref float strip, " : "";
        return writer.Kernel(
            "Gradients", $"ref float parameters, ref float workspace, ref float x, ref float d, ref float places, {strip}ref float gradients, int rows, int worker, int workers", "bool");
    }

    /// <summary>The weight's part of it. Workers share the filters; whether a worker's are finite is seen where it has summed them, as W has several of them in a vector.</summary>
    public static void EmitWeightGradient(CodeWriter writer, ConvolutionPlan layer, ConvolutionPeaks peaks)
    {
        PeakWeightGradient gradient = peaks.WeightGradient;
        FilterLines lines = gradient.Lines;
        string last = "";
        writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({lines.Shape.Filters}, 1, worker, workers);");
        writer.Line($"int filters = share.End - share.Start, length = filters * {lines.FilterStride};");
        writer.Line($"ref float sums = ref {OfShare("Sums")};");
        if (gradient.CopiesLastImage)
        {
            last = "ref strip, ";
            writer.Line($"{Marshal}.CreateSpan(ref At(ref x, (rows - 1) * {lines.Shape.SourceStride}), {gradient.ImageLength}).CopyTo({Marshal}.CreateSpan(ref strip, {gradient.ImageLength}));");
            writer.Line($"{Marshal}.CreateSpan(ref At(ref strip, {gradient.ImageLength}), {lines.Overhang}).Clear();");
        }

        EmitByLanes(writer, lines.Length, "PeakWeightGradient", $"ref x, {last}ref At(ref d, share.Start), ref At(ref places, share.Start), ref sums, rows, filters");
        if (lines.Overhang > 0)
            writer.Line("ClearOverhang(ref sums, filters);");
        if (!layer.Weight.Penalty.IsEmpty)
        {
            writer.Line($"ref float weights = ref {OfShare(peaks.Weights is null ? "Transposed" : "Weights")};");
            if (peaks.Weights is not null)
                writer.Line("ReadFilters(ref At(ref parameters, Weight), ref weights, share.Start, share.End);");
            writer.Line("PenaltyGradient<V>(ref weights, ref sums, length);");
        }

        writer.Line($"bool finite = {KernelText.Simd}Reductions.HaveFiniteSquares<V>(ref sums, length);");
        writer.Line("WriteFilters(ref sums, ref At(ref gradients, Weight), share.Start, share.End);");

        string OfShare(string region) => $"At(ref workspace, {region} + share.Start * {lines.FilterStride})";
    }

    /// <summary>
    /// A call with lanes no wider than what lies together: half of a vector would be computed for nothing, and half of it stored over what was just stored. Where <c>Vector&lt;float&gt;</c>
    /// has 16 lanes, too, there are none, and the last vector of a line is half a one.
    /// </summary>
    private static void EmitByLanes(CodeWriter writer, int length, string method, string arguments)
    {
        if (length % Panels.Width == 0)
        {
            writer.Line($"{method}<V>({arguments});");
            return;
        }

        writer.Line("if (V.Count == 16)");
        writer.Line($"    {method}<{KernelText.Simd}PortableLanes>({arguments});");
        writer.Line("else");
        writer.Line($"    {method}<V>({arguments});");
    }
}
