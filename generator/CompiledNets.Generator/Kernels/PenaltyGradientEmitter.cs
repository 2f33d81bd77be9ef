using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Layers;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the gradient of a penalty on weights, which is added to that of the loss.</summary>
internal static class PenaltyGradientEmitter
{
    public static void Emit(CodeWriter writer, PenaltyDeclaration penalty)
    {
        double l1 = penalty.L1, l2 = penalty.L2;
        writer.Separate();
        writer.Summary("The penalty's gradient: g ← g"
            + (l2 > 0 ? $" + 2·{Literal.Short(l2)}·w" : "") + (l1 > 0 ? $" + {Literal.Short(l1)}·sign(w)" : "") + ".");
        using (writer.Kernel("private", "void", "PenaltyGradient", [], "ref float weight, ref float gradient, int length"))
        using (writer.Block("for (int i = 0; i < length; i += V.Count)"))
        {
            writer.Line("V w = V.Load(ref weight, i);");
            writer.Line("V g = V.Load(ref gradient, i);");
            if (l2 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(2 * l2)}), w, g);");
            if (l1 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(l1)}), {KernelText.Simd}VectorMath.Sign(w), g);");
            writer.Line("V.Store(g, ref gradient, i);");
        }
    }
}
