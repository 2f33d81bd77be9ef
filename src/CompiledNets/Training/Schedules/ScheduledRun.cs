namespace CompiledNets;

/// <summary>The training that a schedule is laid over.</summary>
/// <param name="EpochsDone">The number of epochs before the first one.</param>
/// <param name="Epochs">The number of all epochs, those before the first one included.</param>
/// <param name="StepsPerEpoch">The number of steps in an epoch.</param>
internal readonly record struct ScheduledRun(int EpochsDone, int Epochs, int StepsPerEpoch)
{
    /// <summary>How many steps or epochs are done at the start.</summary>
    public long Done(bool perStep) => perStep ? (long)EpochsDone * StepsPerEpoch : EpochsDone;

    /// <summary>The number of all steps or epochs.</summary>
    public long Length(bool perStep) => perStep ? (long)Epochs * StepsPerEpoch : Epochs;
}
