namespace CompiledNets;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary><see cref="EarlyStopping"/>: nothing had improved for long enough.</summary>
    EarlyStopped,

    /// <summary><see cref="TrainingOptions.StopAt"/> was reached.</summary>
    TargetReached,
}
