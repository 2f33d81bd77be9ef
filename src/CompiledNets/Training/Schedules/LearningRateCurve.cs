namespace CompiledNets;

/// <summary>
/// A schedule whose rate depends on nothing but the number of epochs that are done, or, with <see cref="PerStep"/>, of steps.
/// </summary>
public sealed class LearningRateCurve : LearningRateSchedule
{
    private readonly Formula _formula;
    private readonly double _minimum;
    private readonly bool _fillsRun;
    private readonly int _warmUp;
    private readonly double _startFactor;
    private readonly bool _perStep;

    /// <param name="formula">The rates after the warm-up.</param>
    /// <param name="minimum">The rate to which it falls.</param>
    /// <param name="fillsRun">Whether the formula needs the length.</param>
    internal LearningRateCurve(Formula formula, double minimum = 0, bool fillsRun = false)
        : this(formula, minimum, fillsRun, warmUp: 0, startFactor: 1, perStep: false)
    {
    }

    private LearningRateCurve(Formula formula, double minimum, bool fillsRun, int warmUp, double startFactor, bool perStep)
    {
        _formula = formula;
        _minimum = minimum;
        _fillsRun = fillsRun;
        _warmUp = warmUp;
        _startFactor = startFactor;
        _perStep = perStep;
    }

    /// <summary>The rate, given the trainer's own, the position from 0 on, and how many positions there are; warm-up not counted.</summary>
    internal delegate double Formula(double initial, long position, long length);

    /// <summary>
    /// The same schedule after a warm-up, in place of one that it had: for t &lt; <paramref name="length"/> the rate is
    /// initial·(startFactor + (1 − startFactor)·t/length), then the schedule begins at its t = 0. PyTorch: <c>SequentialLR</c> of a
    /// <c>LinearLR</c> and the schedule.
    /// </summary>
    /// <param name="length">How many epochs it takes, or steps with <see cref="PerStep"/>. At least 1.</param>
    /// <param name="startFactor">The share of the trainer's rate to begin with (<c>start_factor</c>). From 0 to 1; default ⅓.</param>
    /// <returns>A new schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public LearningRateCurve WithWarmUp(int length, double startFactor = 1.0 / 3)
    {
        ScheduleChecks.Require(length >= 1, length, "at least 1");
        ScheduleChecks.Require(startFactor >= 0 && startFactor <= 1, startFactor, "from 0 to 1");
        return new LearningRateCurve(_formula, _minimum, _fillsRun, length, startFactor, _perStep);
    }

    /// <summary>
    /// The same schedule, counting steps where it counts epochs, the warm-up's too: its lengths are numbers of steps, and the rate moves
    /// after each. PyTorch: <c>scheduler.step()</c> after each batch.
    /// </summary>
    /// <returns>A new schedule.</returns>
    public LearningRateCurve PerStep() => new(_formula, _minimum, _fillsRun, _warmUp, _startFactor, perStep: true);

    internal override LearningRateCursor Begin(ITrainer trainer, ScheduledRun run)
    {
        double initial = trainer.LearningRate;
        if (_minimum > initial)
            throw Misfit($"The schedule's minimum is {_minimum}, which is above the trainer's learning rate of {initial}.");

        long length = run.Length(_perStep) - _warmUp;
        if (_fillsRun && length < 1)
        {
            long all = run.Length(_perStep);
            string unit = _perStep ? "steps" : "epochs";
            throw Misfit($"The warm-up takes {_warmUp} {unit} and the training has {all}: none are left for the schedule, which takes its length from them.");
        }

        return new CurveCursor(trainer, position => RateAt(initial, position, length), run.Done(_perStep), _perStep);
    }

    private static ArgumentException Misfit(FormattableString fault) => new(FormattableString.Invariant(fault));

    private double RateAt(double initial, long position, long length) => position < _warmUp
        ? initial * (_startFactor + (1 - _startFactor) * position / _warmUp)
        : _formula(initial, position - _warmUp, length);
}
