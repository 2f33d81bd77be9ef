namespace CompiledNets;

/// <summary>Follows a figure from epoch to epoch: which epoch was best, and how many have passed since.</summary>
internal sealed class BestEpochTracker(MonitoredValue monitor, double minimumChange)
{
    /// <summary>The best epoch up to now.</summary>
    public EpochReport? Best { get; private set; }

    /// <summary>The number of epochs since the best one.</summary>
    public int EpochsSinceBest { get; private set; }

    /// <summary>Adds an epoch and says whether it is the best one now.</summary>
    public bool Add(EpochReport report)
    {
        bool improved = Best is null || Gain(monitor.Of(Best), monitor.Of(report), monitor) > minimumChange;
        if (improved)
            Best = report;
        EpochsSinceBest = improved ? 0 : EpochsSinceBest + 1;
        return improved;
    }

    /// <summary>Whether an epoch is good enough.</summary>
    public static bool Reaches(EpochReport report, TrainingTarget target) =>
        Gain(target.Value, target.Monitor.Of(report), target.Monitor) >= 0;

    // How much better the second value is than the first.
    private static double Gain(double from, double to, MonitoredValue monitor) =>
        monitor.MoreIsBetter() ? to - from : from - to;
}
