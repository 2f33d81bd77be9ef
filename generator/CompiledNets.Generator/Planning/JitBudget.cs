using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// What the JIT takes in one method before it gives up optimising it. Its hard bounds are 60,000 bytes of IL, 20,000 IL instructions, 2,000 blocks,
/// 2,000 locals and 8,000 references to locals; but straight-line vector code meets another one first: beyond 1,024 temporaries calls are no longer
/// inlined, and every operation of a lane type is such a call. 300 operations in a method were all inlined, of 400 a third was not.
/// </summary>
internal static class JitBudget
{
    /// <summary>The most lane operations that a generated method has.</summary>
    public const int LaneOperations = 240;

    /// <summary>How often a loop's body is written out where the loop stays.</summary>
    private const int LoopStep = 2;

    /// <summary>The longest sum that is written out on demand; beyond it a kernel's text alone takes hundreds of megabytes.</summary>
    private const int LongestWrittenOut = 8192;

    /// <summary>Decides how a sum over <paramref name="length"/> values is written.</summary>
    /// <param name="length">The length of the summed index.</param>
    /// <param name="operationsPerStep">Lane operations for one value of it.</param>
    /// <param name="fixedOperations">Lane operations before and after.</param>
    /// <param name="unroll">What the net asks for.</param>
    public static SumPlan PlanSum(int length, int operationsPerStep, int fixedOperations, Unroll unroll)
    {
        int capacity = Math.Max(1, (LaneOperations - fixedOperations) / operationsPerStep);
        if ((unroll == Unroll.Full && length <= LongestWrittenOut) || (unroll == Unroll.Auto && length <= capacity))
        {
            IEnumerable<SumPart> parts = Enumerable.Range(0, (length + capacity - 1) / capacity)
                .Select(part => new SumPart(part * capacity, Math.Min(length, (part + 1) * capacity)));
            return new SumPlan(length, IsStraightLine: true, 1, parts.ToEquatableArray());
        }

        return new SumPlan(length, IsStraightLine: false, Math.Min(Math.Min(LoopStep, capacity), length), EquatableArray.Of(new SumPart(0, length)));
    }
}

/// <summary>How a sum is written: straight-line, in one method or several, or as a loop with a body of a few steps.</summary>
/// <param name="Length">The length of the summed index.</param>
/// <param name="IsStraightLine">Whether every step is written out.</param>
/// <param name="Step">Otherwise: the steps in the loop's body.</param>
/// <param name="Parts">The methods; between two of them the sums wait in memory, which changes no bit.</param>
internal sealed record SumPlan(int Length, bool IsStraightLine, int Step, EquatableArray<SumPart> Parts)
{
    /// <summary>In words, for the header of the generated file.</summary>
    public override string ToString() => (IsStraightLine, Parts.Count) switch
    {
        (true, 1) => "straight-line",
        (true, int parts) => $"straight-line in {parts} methods",
        _ => $"a loop of {Length}" + (Step > 1 ? $" by {Step}" : ""),
    };
}

/// <summary>The summed indices from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct SumPart(int Start, int End)
{
    /// <summary>In words, for documentation: "the sum over all 784", or over a part of them.</summary>
    public string Of(int length) => Start == 0 && End == length ? $"the sum over all {length}" : $"the sum from {Start} up to {End} of {length}";
}
