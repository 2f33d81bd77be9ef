using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dx of a convolution in front of a max pool: window by window and filter by filter, d times the filter is added to dx where the kernel stands at the peak. Every value of dx is one chain of
/// multiply-adds in that order.
/// </summary>
/// <param name="Lines">How a filter lies.</param>
/// <param name="Windows">The pool's windows.</param>
/// <param name="Code">How a line of the kernel is written.</param>
internal sealed record PeakInputGradient(FilterLines Lines, PeakWindows Windows, SumPlan Code)
{
    /// <summary>What a vector counts: two loads, a multiply-add and a store, and each of them has a place to compute. Counted as four, W6's lines were no longer inlined with AVX2.</summary>
    private const int OperationsOfVector = 8;

    public static PeakInputGradient Plan(FilterLines lines, PeakWindows windows, Unroll unroll)
    {
        int vectors = lines.Length / 4; // with the fewest lanes
        return new PeakInputGradient(lines, windows, JitBudget.PlanSum(vectors, OperationsOfVector, 1, unroll == Unroll.Full ? Unroll.Auto : unroll));
    }
}
