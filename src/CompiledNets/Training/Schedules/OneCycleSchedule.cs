namespace CompiledNets;

/// <summary>What <see cref="LearningRateSchedule.OneCycle"/> was told.</summary>
internal sealed class OneCycleSchedule : LearningRateSchedule
{
    public required double Maximum { get; init; }

    public required double RisingShare { get; init; }

    public required double InitialDivisor { get; init; }

    public required double FinalDivisor { get; init; }

    internal override LearningRateCursor Begin(ITrainer trainer, ScheduledRun run)
    {
        long steps = run.Length(perStep: true);
        return new CurveCursor(trainer, position => RateAt(position, steps), run.Done(perStep: true), perStep: true);
    }

    // PyTorch's phases: the peak is after RisingShare·steps − 1 steps, which is not always a whole number and may lie before the first step.
    private double RateAt(long position, long steps)
    {
        double first = Maximum / InitialDivisor;
        double peak = RisingShare * steps - 1;
        double end = steps - 1;
        double now = Math.Min(position, end);
        if (now < peak)
            return HalfCosine.Anneal(first, Maximum, now / peak);

        return peak >= end ? Maximum : HalfCosine.Anneal(Maximum, first / FinalDivisor, (now - peak) / (end - peak));
    }
}
