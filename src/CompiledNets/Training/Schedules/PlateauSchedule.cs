namespace CompiledNets;

/// <summary>What <see cref="LearningRateSchedule.ReduceOnPlateau"/> was told.</summary>
internal sealed class PlateauSchedule : LearningRateSchedule
{
    public required MonitoredValue MonitoredValue { get; init; }

    public required double Factor { get; init; }

    public required int Patience { get; init; }

    public required double Threshold { get; init; }

    public required int Cooldown { get; init; }

    public required double Minimum { get; init; }

    internal override MonitoredValue? Monitor => MonitoredValue;

    internal override LearningRateCursor Begin(ITrainer trainer, ScheduledRun run) => new PlateauCursor(trainer, this);
}
