namespace CompiledNets;

/// <summary>How <see cref="TrainerFitExtensions.Fit"/> trains.</summary>
/// <example>
/// <code>
/// new TrainingOptions
/// {
///     Epochs = 50,
///     ValidationSplit = 0.1,
///     EarlyStopping = new EarlyStopping { Patience = 3 },
///     Progress = new SynchronousProgress&lt;EpochReport&gt;(Console.WriteLine),
/// }
/// </code>
/// </example>
public sealed record TrainingOptions
{
    /// <summary>How many times every row is trained on. At least 1; default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// The number of the first epoch. At least 1; default 1. To continue a training after 10 epochs with what the 11th would have been, set
    /// 11: the order of the rows depends on <see cref="Seed"/> and the epoch's number, and the <see cref="Schedule"/> is where it would be
    /// in a training that ends with this one's last epoch; only <see cref="LearningRateSchedule.ReduceOnPlateau"/> begins anew.
    /// </summary>
    public int FirstEpoch { get; init; } = 1;

    /// <summary>
    /// How the learning rate changes. Default: not at all. The schedule starts from the trainer's <see cref="ITrainer.LearningRate"/>,
    /// which <see cref="TrainerFitExtensions.Fit"/> sets back when it ends, however it ends; the rate of each epoch is in the history. What
    /// a listener sets holds until the schedule moves the next time.
    /// </summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Says which of the random orders, for <see cref="Shuffle"/> and for <see cref="ValidationSplit"/>. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether each epoch takes the rows in a random order of its own. Default: yes. Otherwise they are taken in the order in which they
    /// are.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Rows to evaluate the net with after each epoch; it is not trained on them. Default: none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// The share of the training data that is held out for validation instead, at random: the second part of
    /// <see cref="Dataset.Split">Split(1 − ValidationSplit, Seed)</see>. From 0, none, to less than 1; default 0.
    /// </summary>
    public double ValidationSplit { get; init; }

    /// <summary>
    /// Hears of each epoch, after it was validated; also of one that was cancelled half-way, see <see cref="EpochReport.IsPartial"/>.
    /// Called on the thread that trains, between two steps: an exception ends training and passes through. In a console use
    /// <see cref="SynchronousProgress{T}"/>.
    /// </summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>
    /// Hears of each step; otherwise as <see cref="Progress"/>. It may set the trainer's learning rate for the next step.
    /// </summary>
    public IProgress<BatchReport>? BatchProgress { get; init; }

    /// <summary>Ends training when nothing improves any more. Default: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Ends training when the net is good enough. Default: never.</summary>
    public TrainingTarget? StopAt { get; init; }

    /// <summary>
    /// The clock behind durations and rates in the reports. Default: the system's. Nothing that is trained depends on it.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
