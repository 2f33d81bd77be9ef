namespace CompiledNets;

/// <summary>How long nothing has improved, in one training; the arithmetic is that of PyTorch's <c>ReduceLROnPlateau</c>.</summary>
internal sealed class PlateauCursor(ITrainer trainer, PlateauSchedule schedule) : LearningRateCursor(trainer)
{
    // PyTorch's eps: a smaller change is not worth making.
    private const double SmallestChange = 1e-8;

    private double? _best;
    private int _epochsWithoutImprovement;
    private int _cooldownLeft;

    public override void EndEpoch(double? monitored = null)
    {
        if (monitored is not double value)
            throw new ArgumentNullException(nameof(monitored), $"ReduceOnPlateau monitors {schedule.Monitor}: pass that of the epoch.");

        if (Improves(value))
        {
            _best = value;
            _epochsWithoutImprovement = 0;
        }
        else
        {
            _epochsWithoutImprovement++;
        }

        if (_cooldownLeft > 0)
        {
            _cooldownLeft--;
            _epochsWithoutImprovement = 0;
        }

        if (_epochsWithoutImprovement > schedule.Patience)
        {
            Reduce();
            _cooldownLeft = schedule.Cooldown;
            _epochsWithoutImprovement = 0;
        }
    }

    private bool Improves(double value)
    {
        if (_best is not double best)
            return !double.IsNaN(value);
        return schedule.MonitoredValue.MoreIsBetter() ? value > best * (1 + schedule.Threshold) : value < best * (1 - schedule.Threshold);
    }

    private void Reduce()
    {
        double rate = Trainer.LearningRate;
        double reduced = Math.Max(rate * schedule.Factor, schedule.Minimum);
        if (rate - reduced > SmallestChange)
            Trainer.LearningRate = reduced;
    }
}
