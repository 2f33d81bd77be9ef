using System.Diagnostics;

namespace CompiledNets.Benchmarks;

/// <summary>Times an action as the peers' programs do: warmed up, several repeats of a fixed number of calls, median and minimum.</summary>
internal static class Stopwatching
{
    private const int Repeats = 11;

    public static (double Median, double Minimum) Microseconds(Action<int> calls, double seconds = 0.04)
    {
        long start = Stopwatch.GetTimestamp(), warmUp = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.15 || warmUp < 5)
        {
            calls(1);
            warmUp++;
        }

        int many = (int)Math.Max(3, warmUp * seconds / Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (many > 1000)
        {
            start = Stopwatch.GetTimestamp();
            calls(many);
            many = (int)Math.Max(3, many * seconds / Stopwatch.GetElapsedTime(start).TotalSeconds);
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
}
