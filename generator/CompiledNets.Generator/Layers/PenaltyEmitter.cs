using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;

namespace CompiledNets.Generator.Layers;

/// <summary>Prints what a penalty on a layer's weights adds to their gradient.</summary>
internal static class PenaltyEmitter
{
    public static void EmitGradient(CodeWriter writer, PenaltyDeclaration penalty)
    {
        (double l1, double l2) = penalty;
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
