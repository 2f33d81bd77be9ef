using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Layers;

/// <summary>Prints what the penalty on a layer's weights adds to their gradient.</summary>
internal static class PenaltyGradientEmitter
{
    public static void Emit(CodeWriter writer, PenaltyDeclaration penalty)
    {
        writer.Separate();
        writer.Summary("The penalty's gradient: g ← g"
            + (penalty.L2 > 0 ? $" + 2·{Literal.Short(penalty.L2)}·w" : "") + (penalty.L1 > 0 ? $" + {Literal.Short(penalty.L1)}·sign(w)" : "") + ".");
        using (writer.Kernel("private", "void", "PenaltyGradient", [], "ref float weight, ref float gradient, int length"))
        using (writer.Block("for (int i = 0; i < length; i += V.Count)"))
        {
            writer.Line("V w = V.Load(ref weight, i);");
            writer.Line("V g = V.Load(ref gradient, i);");
            if (penalty.L2 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(2 * penalty.L2)}), w, g);");
            if (penalty.L1 > 0)
                writer.Line($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(penalty.L1)}), {KernelText.Simd}VectorMath.Sign(w), g);");
            writer.Line("V.Store(g, ref gradient, i);");
        }
    }
}
