namespace CompiledNets.Threading;

/// <summary>One worker's part of a row of items: <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
/// <param name="Start">The first item.</param>
/// <param name="End">The item after the last.</param>
public readonly record struct WorkRange(int Start, int End)
{
    /// <summary>
    /// Splits <c>[0, length)</c> at multiples of <paramref name="granule"/>, so that no two workers' numbers of granules differ by more
    /// than one. Together the ranges cover everything once, in the order of the workers; there may be empty ones.
    /// </summary>
    /// <param name="length">The number of items.</param>
    /// <param name="granule">How many items stay together; the last granule may be smaller.</param>
    /// <param name="worker">Whose range, 0 to <paramref name="workers"/> − 1.</param>
    /// <param name="workers">Into how many ranges.</param>
    /// <returns>The worker's range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, the granule is not positive, or there is no such worker.</exception>
    public static WorkRange Of(int length, int granule, int worker, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(granule);
        ArgumentOutOfRangeException.ThrowIfNegative(worker);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(worker, workers);
        long granules = ((long)length + granule - 1) / granule;
        return new(Boundary(worker), Boundary(worker + 1));

        int Boundary(long before) => (int)Math.Min(length, granules * before / workers * granule);
    }
}
