using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>
/// dx of a convolution in front of a max pool: window by window and filter by filter, d times the filter is added to dx where the kernel stands at the peak. Every value of dx is one chain of
/// multiply-adds in that order.
/// </summary>
/// <param name="Lines">How a filter lies.</param>
/// <param name="Windows">The pool's windows.</param>
/// <param name="Code">How the vectors of a line of the kernel are written.</param>
/// <param name="WritesLines">Whether all lines of the kernel are.</param>
internal sealed record PeakInputGradient(FilterLines Lines, PeakWindows Windows, SumPlan Code, bool WritesLines)
{
    /// <summary>The lane operations of a vector: two loads, a multiply-add and a store.</summary>
    private const int OperationsOfVector = 4;

    public static PeakInputGradient Plan(FilterLines lines, PeakWindows windows, Unroll unroll)
    {
        int vectors = lines.Length / 4; // with the fewest lanes
        SumPlan whole = JitBudget.PlanSum(vectors * lines.Shape.KernelHeight, OperationsOfVector, 1, unroll == Unroll.Full ? Unroll.Auto : unroll);
        return whole.IsStraightLine
            ? new PeakInputGradient(lines, windows, whole, WritesLines: true)
            : new PeakInputGradient(lines, windows, JitBudget.PlanSum(vectors, OperationsOfVector, 1, unroll == Unroll.Full ? Unroll.Auto : unroll), WritesLines: false);
    }
}
