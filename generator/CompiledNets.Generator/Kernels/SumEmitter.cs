using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// Prints the steps of a sum: all of them, or a loop with a few in its body. In a loop the references move on, so that every address in the
/// body is a constant away from one of them.
/// </summary>
internal static class SumEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="sum">How the sum is written.</param>
    /// <param name="part">The part of it that is printed.</param>
    /// <param name="emitStep">Prints one step, given how many steps it is ahead of the references, which stand at the sum's beginning.</param>
    /// <param name="moving">The references, and how far each moves in a step.</param>
    /// <returns>How many steps the references have moved.</returns>
    public static int Emit(CodeWriter writer, SumPlan sum, SumPart part, Action<int> emitStep, params (string Reference, int Stride)[] moving)
    {
        if (sum.IsStraightLine)
        {
            for (int step = part.Start; step < part.End; step++)
                emitStep(step);
            return 0;
        }

        int length = part.End - part.Start;
        int whole = length / sum.Step * sum.Step;
        using (writer.Block($"for (int k = 0; k < {whole}; k += {sum.Step})"))
        {
            for (int step = 0; step < sum.Step; step++)
                emitStep(step);
            foreach ((string reference, int stride) in moving)
                writer.Line($"{reference} = ref At(ref {reference}, {sum.Step * stride});");
        }

        for (int step = 0; step < length - whole; step++)
            emitStep(step);
        return whole;
    }
}
