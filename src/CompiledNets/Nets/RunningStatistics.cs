using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNets.Nets;

/// <summary>The averages over batches that a net predicts with where training computes with the batch itself.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunningStatistics
{
    /// <summary>running ← (1 − momentum)·running + momentum·batch.</summary>
    /// <param name="running">The averages so far.</param>
    /// <param name="batch">The batch's statistics.</param>
    /// <param name="length">How many.</param>
    /// <param name="momentum">The weight of the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update(ref float running, ref float batch, int length, double momentum)
    {
        float weight = (float)momentum, rest = (float)(1 - momentum);
        for (int i = 0; i < length; i++)
        {
            ref float average = ref Unsafe.Add(ref running, i);
            average = MathF.FusedMultiplyAdd(weight, Unsafe.Add(ref batch, i), rest * average);
        }
    }
}
