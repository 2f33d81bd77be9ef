namespace CompiledNets;

/// <summary>One call of <see cref="TrainerFitExtensions.Fit"/>, whose arguments were checked.</summary>
internal sealed class TrainingRun
{
    private readonly ITrainer _trainer;
    private readonly TrainingOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly BatchSource _batches;
    private readonly Evaluator? _validation;
    private readonly BestEpochTracker _best;
    private readonly ParameterSnapshot? _snapshot;
    private readonly TrainingClock _clock;
    private readonly LearningRateCursor? _schedule;
    private readonly double _initialRate;
    private readonly List<EpochReport> _reports = [];
    private readonly int _lastEpoch;

    public TrainingRun(ITrainer trainer, Dataset train, TrainingOptions options, CancellationToken cancellationToken)
    {
        _trainer = trainer;
        _options = options;
        _cancellationToken = cancellationToken;
        _lastEpoch = options.FirstEpoch - 1 + options.Epochs;

        int[]? trainRows = null;
        Dataset? validation = options.Validation;
        if (options.ValidationSplit > 0)
        {
            (trainRows, int[] heldOut) = train.SplitRows(1 - options.ValidationSplit, options.Seed);
            validation = train.Select(heldOut);
        }

        _batches = new BatchSource(train, trainRows, trainer.Net.BatchSize, options.Shuffle ? (uint)options.Seed : null);
        TrainingChecks.CheckBatches(trainer.Net, _batches);
        _validation = validation is null ? null : new Evaluator(trainer.Net, validation);
        _best = options.EarlyStopping is EarlyStopping early
            ? new BestEpochTracker(early.Monitor, early.MinimumChange)
            : new BestEpochTracker(validation is null ? MonitoredValue.TrainingLoss : MonitoredValue.ValidationLoss, minimumChange: 0);
        _snapshot = options.EarlyStopping is { RestoreBest: true } ? new ParameterSnapshot(trainer.Net) : null;
        _clock = new TrainingClock(options.TimeProvider, (long)_batches.Count * options.Epochs);
        _initialRate = trainer.LearningRate;
        _schedule = options.Schedule?.Start(trainer, options.Epochs, _batches.Batches, options.FirstEpoch);
    }

    public TrainingHistory Run()
    {
        try
        {
            return RunEpochs();
        }
        finally
        {
            if (_schedule is not null)
                _trainer.LearningRate = _initialRate;
        }
    }

    private TrainingHistory RunEpochs()
    {
        StopReason? reason = null;
        for (int epoch = _options.FirstEpoch; reason is null; epoch++)
            reason = RunEpoch(epoch);

        int? restored = null;
        if (_snapshot is not null && reason is StopReason.Completed or StopReason.EarlyStopped)
        {
            _snapshot!.Restore();
            restored = _best.Best!.Epoch;
        }

        return new TrainingHistory
        {
            Epochs = _reports.AsReadOnly(),
            StopReason = reason.Value,
            BestEpoch = _best.Best,
            RestoredEpoch = restored,
            Duration = _clock.Elapsed,
        };
    }

    // Null: another epoch follows.
    private StopReason? RunEpoch(int epoch)
    {
        _clock.BeginEpoch();
        _batches.BeginEpoch(epoch);
        double lossSum = 0;
        double learningRate = 0;
        int rows = 0;
        int step = 0;
        while (step < _batches.Batches && !_cancellationToken.IsCancellationRequested)
        {
            _batches.Load(step++);
            learningRate = _trainer.LearningRate;
            float loss = Step();
            if (!float.IsFinite(loss))
                throw Diverged(epoch, step, learningRate, loss);
            rows += _batches.Rows;
            lossSum += (double)loss * _batches.Rows;
            _clock.AddRows(_batches.Rows);
            _schedule?.EndStep();
            if (_options.BatchProgress is IProgress<BatchReport> listener)
                Report(listener, epoch, step, loss, lossSum / rows, learningRate);
        }

        if (step == 0)
            return StopReason.Cancelled;

        bool partial = step < _batches.Batches;
        double rowsPerSecond = _clock.RowsPerSecond;
        Evaluation? evaluation = partial ? null : Validate(epoch, step, learningRate);
        var report = new EpochReport
        {
            Epoch = epoch,
            Epochs = _lastEpoch,
            IsPartial = partial,
            Steps = step,
            Rows = rows,
            Loss = lossSum / rows,
            Validation = evaluation,
            LearningRate = learningRate,
            Duration = _clock.EpochElapsed,
            RowsPerSecond = rowsPerSecond,
            Remaining = _clock.Remaining,
        };
        return Conclude(report);
    }

    private StopReason? Conclude(EpochReport report)
    {
        _reports.Add(report);
        if (!report.IsPartial)
        {
            if (_best.Add(report))
                _snapshot?.Take();
            _schedule?.EndEpoch(_options.Schedule!.Monitor?.Of(report));
        }

        _options.Progress?.Report(report);

        if (report.IsPartial)
            return StopReason.Cancelled;
        if (_options.StopAt is TrainingTarget target && BestEpochTracker.Reaches(report, target))
            return StopReason.TargetReached;
        if (_options.EarlyStopping is EarlyStopping early && _best.EpochsSinceBest >= early.Patience)
            return StopReason.EarlyStopped;
        return report.Epoch == _lastEpoch ? StopReason.Completed : null;
    }

    private float Step() => (_batches.HasIndices, _batches.HasLabels) switch
    {
        (true, true) => _trainer.TrainStep(_batches.Indices, _batches.Labels),
        (true, false) => _trainer.TrainStep(_batches.Indices, _batches.Targets),
        (false, true) => _trainer.TrainStep(_batches.Inputs, _batches.Labels),
        (false, false) => _trainer.TrainStep(_batches.Inputs, _batches.Targets),
    };

    private void Report(IProgress<BatchReport> listener, int epoch, int step, float loss, double runningLoss, double learningRate) =>
        listener.Report(new BatchReport
        {
            Epoch = epoch,
            Epochs = _lastEpoch,
            Batch = step,
            Batches = _batches.Batches,
            Rows = _batches.Rows,
            Loss = loss,
            RunningLoss = runningLoss,
            LearningRate = learningRate,
            RowsPerSecond = _clock.RowsPerSecond,
            Remaining = _clock.Remaining,
        });

    private Evaluation? Validate(int epoch, int step, double learningRate)
    {
        if (_validation is null)
            return null;
        try
        {
            Evaluation evaluation = _validation.Evaluate();
            if (double.IsFinite(evaluation.Loss!.Value))
                return evaluation;
            throw Diverged(epoch, step, learningRate, evaluation.Loss.Value, "on the validation data");
        }
        catch (OutputNotFiniteException cause)
        {
            throw Diverged(epoch, step, learningRate, double.NaN, "on the validation data", cause);
        }
    }

    private TrainingDivergedException Diverged(
        int epoch, int step, double learningRate, double loss, string where = "or a gradient", Exception? cause = null)
    {
        string name = _trainer.Net.Description.Name;
        string message = FormattableString.Invariant(
            $"Training of net {name} diverged in epoch {epoch}, step {step} of {_batches.Batches}, at learning rate {learningRate}: ")
            + FormattableString.Invariant($"the loss {where} is not finite (the step gave {loss}). ")
            + "The net holds its last finite parameters. "
            + "Try a smaller learning rate, [ClipGradients] on the net, or inputs scaled to about −1 to 1.";
        return new TrainingDivergedException(message, epoch, step, learningRate, loss, cause);
    }
}
