namespace CompiledNets;

/// <summary>A place on a schedule whose rates depend on the place only.</summary>
internal sealed class CurveCursor : LearningRateCursor
{
    private readonly Func<long, double> _rateAt;
    private readonly bool _perStep;
    private long _position;

    /// <param name="trainer">Whose rate is set, at once.</param>
    /// <param name="rateAt">The rate after so many epochs or steps.</param>
    /// <param name="position">How many are done.</param>
    /// <param name="perStep">Whether it counts steps.</param>
    public CurveCursor(ITrainer trainer, Func<long, double> rateAt, long position, bool perStep)
        : base(trainer)
    {
        _rateAt = rateAt;
        _perStep = perStep;
        _position = position;
        trainer.LearningRate = rateAt(position);
    }

    public override void EndStep()
    {
        if (_perStep)
            Move();
    }

    public override void EndEpoch(double? monitored = null)
    {
        if (!_perStep)
            Move();
    }

    private void Move() => Trainer.LearningRate = _rateAt(++_position);
}
