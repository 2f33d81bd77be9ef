using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Activations;

/// <summary>Prints an activation function: fused into a product as an inlined function, or as a pass over rows, and its gradient.</summary>
internal static class ActivationEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="function">The function.</param>
    /// <param name="width">The values in a row.</param>
    /// <param name="isTrained">Whether the gradient is needed.</param>
    /// <param name="alwaysApart">Whether there is no product to be fused into.</param>
    /// <param name="gradientWidth">The derivatives of a row, where they are not as many as the values.</param>
    public static void Emit(CodeWriter writer, ActivationFunction function, int width, bool isTrained, bool alwaysApart = false, int? gradientWidth = null)
    {
        int stride = Panels.Padded(width);
        if (function.IsRowWise)
        {
            SoftmaxEmitter.EmitForward(writer, "Activate", width);
            if (isTrained)
                SoftmaxEmitter.EmitBackward(writer, width);
            return;
        }

        if (!function.IsFusable || alwaysApart)
            EmitPass(writer, function, stride);
        else if (!function.IsLinear)
            EmitInlined(writer, function);
        if (isTrained && (!function.IsLinear || alwaysApart))
            EmitGradient(writer, function, Panels.Padded(gradientWidth ?? width));
    }

    private static void EmitInlined(CodeWriter writer, ActivationFunction function)
    {
        writer.Separate();
        writer.Summary($"f(z) = {function.Formula}.");
        writer.Line(KernelText.Inlined);
        using (writer.Block($"public static V Activation<V>(V z) {KernelText.LaneConstraint}"))
        {
            foreach (string statement in function.Forward)
                writer.Line(statement);
            writer.Line("return a;");
        }
    }

    private static void EmitPass(CodeWriter writer, ActivationFunction function, int stride)
    {
        writer.Separate();
        writer.Summary($"a = f(z), with f(z) = {function.Formula}.");
        using (writer.KernelApart("Activate", "ref float source, ref float destination, int rows"))
        using (writer.Block($"for (int i = 0; i < rows * {stride}; i += V.Count)"))
        {
            writer.Line("V z = V.Load(ref source, i);");
            foreach (string statement in function.Forward)
                writer.Line(statement);
            writer.Line("V.Store(a, ref destination, i);");
        }
    }

    private static void EmitGradient(CodeWriter writer, ActivationFunction function, int stride)
    {
        string kept = function.DerivativeOf == DerivativeOf.Output ? "a" : "z";
        writer.Separate();
        writer.Summary($"The derivative by z from the one by a: d·f′(z), f(z) = {function.Formula}.");
        using (writer.KernelApart("ActivationGradient", "ref float kept, ref float delta, ref float result, int rows"))
        using (writer.Block($"for (int i = 0; i < rows * {stride}; i += V.Count)"))
        {
            if (!function.IsLinear)
                writer.Line($"V {kept} = V.Load(ref kept, i);");
            writer.Line("V d = V.Load(ref delta, i);");
            foreach (string statement in function.Backward)
                writer.Line(statement);
            writer.Line("V.Store(d, ref result, i);");
        }
    }
}
