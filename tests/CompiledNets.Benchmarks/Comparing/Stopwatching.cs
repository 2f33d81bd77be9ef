using System.Diagnostics;

namespace CompiledNets.Benchmarks;

/// <summary>Times calls as the peers' programs do: warmed up, then several repeats of a fixed number of calls.</summary>
internal static class Stopwatching
{
    private const int Repeats = 11;

    private const double SecondsOfWarmUp = 0.15, SecondsOfRepeat = 0.04;

    /// <summary>The median and the least of the repeats, in µs a call.</summary>
    /// <param name="calls">Makes as many calls as it is told to.</param>
    public static (double Median, double Minimum) Microseconds(Action<int> calls)
    {
        long start = Stopwatch.GetTimestamp();
        int warmUp = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfWarmUp || warmUp < 5; warmUp++)
            calls(1);
        int many = CallsOfRepeat(warmUp, start);
        if (many > 1000)
        {
            // Short calls: reading the clock was most of the warm-up.
            start = Stopwatch.GetTimestamp();
            calls(many);
            many = CallsOfRepeat(many, start);
        }

        double[] times = new double[Repeats];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            start = Stopwatch.GetTimestamp();
            calls(many);
            times[repeat] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / many;
        }

        Array.Sort(times);
        return (times[Repeats / 2], times[0]);
    }

    /// <summary>How many calls a repeat takes, after so many since <paramref name="start"/>.</summary>
    private static int CallsOfRepeat(int calls, long start) =>
        (int)Math.Max(3, calls * SecondsOfRepeat / Stopwatch.GetElapsedTime(start).TotalSeconds);
}
