namespace CompiledNets;

/// <summary>The figures of an epoch that can decide when training ends, or when the learning rate falls.</summary>
public enum MonitoredValue
{
    /// <summary><see cref="EpochReport.ValidationLoss"/>; less is better.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochReport.ValidationAccuracy"/>; more is better.</summary>
    ValidationAccuracy,

    /// <summary><see cref="EpochReport.Loss"/>; less is better.</summary>
    TrainingLoss,
}
