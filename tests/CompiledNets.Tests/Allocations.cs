namespace CompiledNets.Tests;

/// <summary>What code allocates on the calling thread once it is warm.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that <paramref name="times"/> calls allocate: the least of ten measurements, since the runtime itself now and then allocates
    /// on the thread that it interrupts (to compile what became hot, say). What a call allocates is in all ten.
    /// </summary>
    public static long Of(int times, Action call)
    {
        call();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 10; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < times; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
