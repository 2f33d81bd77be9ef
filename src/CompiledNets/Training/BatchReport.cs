namespace CompiledNets;

/// <summary>What became of one step.</summary>
public readonly record struct BatchReport
{
    /// <summary>The number of the epoch, counted from 1, or from <see cref="TrainingOptions.FirstEpoch"/>.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of the last epoch that is to come.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of the step in its epoch, counted from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The number of steps in an epoch.</summary>
    public required int Batches { get; init; }

    /// <summary>The number of rows in the batch.</summary>
    public required int Rows { get; init; }

    /// <summary>The loss before the step's update, penalties included.</summary>
    public required double Loss { get; init; }

    /// <summary>The mean loss over the rows of the epoch up to now.</summary>
    public required double RunningLoss { get; init; }

    /// <summary>The learning rate of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The number of rows trained on in a second in this epoch up to now; 0 if it was too quick to measure.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>How long all steps and epochs to come will take if they take as long as those up to now.</summary>
    public required TimeSpan Remaining { get; init; }
}
