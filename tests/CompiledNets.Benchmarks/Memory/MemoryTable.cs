using System.Globalization;

namespace CompiledNets.Benchmarks;

/// <summary>The <c>memory</c> command: what trainers allocate, beside what <see cref="TrainerMemory"/> says.</summary>
internal static class MemoryTable
{
    public static int Run(TextWriter output)
    {
        output.WriteLine("| net | parameters | formula, bytes | allocated, bytes | allocated / formula |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        foreach ((string name, ITrainableNet net) in Nets())
        {
            long formula = TrainerMemory.Of(net.GetType()).Bytes;
            long allocated = AllocatedBytes(net);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {net.ParameterCount:N0} | {formula:N0} | {allocated:N0} | {(double)allocated / formula:F3} |"));
        }

        return 0;
    }

    private static IEnumerable<(string Name, ITrainableNet Net)> Nets() =>
    [
        ("W1 4-16-3, 16 rows, SGD", new W1Sgd()),
        ("W1 4-16-3, 16 rows, Adam", new W1Adam()),
        ("W3 784-128-10, 64 rows, SGD", new W3Sgd()),
        ("W3 784-128-10, 64 rows, Adam", new W3Adam()),
        ("W4 784-512-256-10, 256 rows, Adam", new W4Adam()),
        ("W5 64-64-64-64, 32 rows, Adam", new W5Adam()),
        ("100-50-50-1, Gelu, 20 rows, Adam with AmsGrad", new Gelus()),
        ("30-200-1, Tanh, 500 rows, RMSProp", new ManyRows()),
        ("Square 707, 64 rows, Adam", new Square707Adam()),
        ("Square 2236, 64 rows, SGD", new Square2236Sgd()),
    ];

    /// <summary>What creating a trainer allocates once all that is allocated once has been.</summary>
    private static long AllocatedBytes(ITrainableNet net)
    {
        net.CreateTrainer().Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        net.CreateTrainer().Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
