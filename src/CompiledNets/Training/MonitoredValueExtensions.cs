namespace CompiledNets;

/// <summary>What a monitored figure is, and which way it improves.</summary>
internal static class MonitoredValueExtensions
{
    /// <summary>The figure of an epoch. The checks before the first step made sure that there is one.</summary>
    public static double Of(this MonitoredValue monitor, EpochReport report) => monitor switch
    {
        MonitoredValue.ValidationLoss => report.ValidationLoss!.Value,
        MonitoredValue.ValidationAccuracy => report.ValidationAccuracy!.Value,
        _ => report.Loss,
    };

    /// <summary>Whether a larger figure is a better one.</summary>
    public static bool MoreIsBetter(this MonitoredValue monitor) => monitor == MonitoredValue.ValidationAccuracy;
}
