namespace CompiledNets;

/// <summary>
/// Where one training is on its schedule, from <see cref="LearningRateSchedule.Start"/>: told of each step and epoch, it sets the trainer's
/// <see cref="ITrainer.LearningRate"/>. <see cref="TrainerFitExtensions.Fit"/> has one of its own; this is for loops that are written by
/// hand. Like its trainer, it is used by one thread at a time.
/// </summary>
/// <remarks>
/// A rate that somebody else sets holds until the schedule moves the next time: after a step, after an epoch, or on a plateau.
/// </remarks>
public abstract class LearningRateCursor
{
    private protected LearningRateCursor(ITrainer trainer) => Trainer = trainer;

    private protected ITrainer Trainer { get; }

    /// <summary>Says that a step was done: sets the next one's rate, if the schedule moves from step to step.</summary>
    public virtual void EndStep()
    {
    }

    /// <summary>
    /// Says that an epoch was done, after <see cref="EndStep"/> for its last step: sets the next one's rate, if the schedule moves from
    /// epoch to epoch.
    /// </summary>
    /// <param name="monitored">
    /// What <see cref="LearningRateSchedule.ReduceOnPlateau"/> monitors, of this epoch; the other schedules ignore it. NaN is no
    /// improvement.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="monitored"/> is missing, and the schedule needs it.</exception>
    public virtual void EndEpoch(double? monitored = null)
    {
    }
}
