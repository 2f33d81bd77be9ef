namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Measures what calls allocate.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that the calls allocate: the least of some measurements, since the runtime itself now and then allocates on the thread that it
    /// interrupts. What a call allocates is in all of them.
    /// </summary>
    public static long Of(Action action, int calls = 1000)
    {
        action();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 5 && least > 0; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
