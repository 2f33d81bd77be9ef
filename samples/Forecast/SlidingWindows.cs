using CompiledNets;

namespace Forecast;

/// <summary>A series as rows to train on.</summary>
internal static class SlidingWindows
{
    /// <summary>Each row is a window of the series, <c>[length, 1]</c>, and its target is the sample that comes a horizon after the window's last one.</summary>
    /// <param name="series">More samples than a window and the horizon together.</param>
    /// <param name="length">The number of samples in a window.</param>
    /// <param name="horizon">How many samples ahead the target is, at least 1.</param>
    public static Dataset Cut(ReadOnlySpan<float> series, int length, int horizon)
    {
        int count = series.Length - length - horizon + 1;
        var inputs = new float[count * length];
        var targets = new float[count];
        for (int row = 0; row < count; row++)
        {
            series.Slice(row, length).CopyTo(inputs.AsSpan(row * length));
            targets[row] = series[row + length - 1 + horizon];
        }
        return Dataset.WithTargets(inputs, targets, count);
    }
}
