using CompiledNets.Benchmarks;
using CompiledNets.Bits.Nets;

namespace CompiledNets.Generator.Tests.Memory;

/// <summary>The formula of docs/performance.md, against what trainers allocate.</summary>
public sealed class TrainerMemoryTests
{
    public static TheoryData<Type> Nets =>
    [
        typeof(AdamWithCrossEntropy), typeof(AmsGradWithSmoothing), typeof(AdamWWithSigmoid), typeof(MomentumWithSquares), typeof(NesterovWithHuber),
        typeof(RmsPropWithMagnitudes), typeof(AdagradWithSoftmax), typeof(StraightLine), typeof(Large),
    ];

    [Theory]
    [MemberData(nameof(Nets))]
    public void A_trainer_allocates_what_the_formula_says_within_5_percent(Type net)
    {
        long formula = TrainerMemory.Of(net).Bytes;

        long allocated = AllocatedByTrainerOf((ITrainableNet)Activator.CreateInstance(net, 0)!);

        ((double)allocated / formula).ShouldBe(1, 0.05, $"{formula} bytes by the formula, {allocated} allocated.");
    }

    /// <summary>The least of some measurements, since the runtime itself now and then allocates on the thread that it interrupts.</summary>
    private static long AllocatedByTrainerOf(ITrainableNet net)
    {
        net.CreateTrainer().Dispose();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 5; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            net.CreateTrainer().Dispose();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
