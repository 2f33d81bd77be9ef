namespace CompiledNets;

/// <summary>Trains nets on data sets.</summary>
public static class TrainerFitExtensions
{
    /// <summary>
    /// Trains the trainer's net: in each epoch once on every row, in batches of the net's <see cref="ICompiledNet.BatchSize"/> and a
    /// smaller last one. Called again it continues with the parameters and the optimizer's state as they are. The same seed, data and net
    /// give the same parameters, to the bit. A step allocates nothing beyond what the listeners do. With a
    /// <see cref="TrainingOptions.Schedule"/> the trainer's learning rate is afterwards what it was before, also after an exception;
    /// without one it is not touched.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="train">
    /// Rows of the net's input width, with labels (cross-entropy only) or with targets of the net's output width.
    /// </param>
    /// <param name="options">How to train; default: as <see cref="TrainingOptions"/> says.</param>
    /// <param name="cancellationToken">
    /// Ends training before the next step. This is no exception: the net keeps what it has learnt, and the history says so. An epoch whose
    /// steps were all done is completed and validated; one that was cancelled half-way is the last one in the history, marked as partial.
    /// </param>
    /// <returns>What became of each epoch, and why training ended.</returns>
    /// <exception cref="ArgumentException">
    /// The data does not fit the net or its loss or holds a value that is not finite, or an option is out of range or lacks the data that
    /// it needs. All of this is checked before the first step; messages name the net, the row and what would fit.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a gradient became NaN or infinite. The net holds its last finite parameters.
    /// </exception>
    /// <example>
    /// <code>
    /// var net = new DigitClassifier(seed: 1);
    /// using var trainer = net.CreateTrainer();
    /// TrainingHistory history = trainer.Fit(train, new TrainingOptions { Epochs = 5, Validation = test });
    /// Console.WriteLine(history.Epochs[^1]);      // epoch 5/5: loss 0.1043, validation loss 0.2311, …
    /// </code>
    /// </example>
    public static TrainingHistory Fit(
        this ITrainer trainer, Dataset train, TrainingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new TrainingOptions();
        TrainingChecks.Check(trainer.Net, train, options);
        return new TrainingRun(trainer, train, options, cancellationToken).Run();
    }
}
