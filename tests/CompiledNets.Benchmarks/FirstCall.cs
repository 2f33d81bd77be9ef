using System.Diagnostics;

namespace CompiledNets.Benchmarks;

/// <summary>
/// The <c>first-call</c> command: what a program waits for when it trains for the first time. The first step of a process compiles all its kernels.
/// </summary>
internal static class FirstCall
{
    public static int Run(TextWriter output)
    {
        float[] inputs = new float[W3Adam.BatchSize * W3Adam.InputSize];
        int[] labels = new int[W3Adam.BatchSize];

        long start = Stopwatch.GetTimestamp();
        var net = new W3Adam();
        using W3Adam.Trainer trainer = net.CreateTrainer();
        TimeSpan creation = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        trainer.TrainStep(inputs, labels);
        TimeSpan first = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        trainer.TrainStep(inputs, labels);
        TimeSpan second = Stopwatch.GetElapsedTime(start);

        output.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"W3, 784-128-10, 64 rows: net and trainer {creation.TotalMilliseconds:F1} ms, first TrainStep {first.TotalMilliseconds:F1} ms, "
            + $"second {second.TotalMilliseconds:F2} ms"));
        return 0;
    }
}
