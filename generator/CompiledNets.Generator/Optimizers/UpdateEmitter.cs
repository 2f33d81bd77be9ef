using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Optimizers;

/// <summary>Prints the optimizer's update of one vector of parameters: what every kernel that updates has in its loop.</summary>
internal static class UpdateEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="training">The optimizer, and the bound on gradients.</param>
    /// <param name="index">The first parameter's place, an expression; <c>parameters</c>, <c>gradients</c> and <c>state</c> are references.</param>
    public static void EmitVector(CodeWriter writer, TrainingPlan training, string index)
    {
        OptimizerDeclaration optimizer = training.Optimizer;
        string State(int number) => number == 0 ? index : $"{(long)number * training.ParameterLength} + {index}";
        writer.Line($"V p = V.Load(ref parameters, {index});");
        writer.Line($"V g = V.Load(ref gradients, {index});");
        if (training.Clip is { ByNorm: true })
            writer.Line("g = g * V.Broadcast(gradientScale);");
        else if (training.Clip is { } value)
            writer.Line($"g = {KernelText.Simd}VectorMath.Clamp(g, V.Broadcast({Literal.Float(-value.Limit)}), V.Broadcast({Literal.Float(value.Limit)}));");
        for (int i = 0; i < optimizer.States.Count; i++)
            writer.Line($"V {optimizer.States[i]} = V.Load(ref state, {State(i)});");
        foreach (string statement in optimizer.Update)
            writer.Line(statement);
        for (int i = 0; i < optimizer.States.Count; i++)
            writer.Line($"V.Store({optimizer.States[i]}, ref state, {State(i)});");
        writer.Line($"V.Store(p, ref parameters, {index});");
    }
}
