using System.Globalization;

namespace CompiledNets;

/// <summary>What became of one epoch.</summary>
public sealed record EpochReport
{
    /// <summary>The number of the epoch, counted from 1, or from <see cref="TrainingOptions.FirstEpoch"/>.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of the last epoch that is to come.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// Whether training was cancelled before all of the epoch's steps were done. Such an epoch is not validated, and never the best one.
    /// </summary>
    public required bool IsPartial { get; init; }

    /// <summary>The number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>The number of rows trained on.</summary>
    public required int Rows { get; init; }

    /// <summary>
    /// The mean over the rows of the loss before each step's update, penalties included: of nets that were still getting better, with
    /// dropout acting. It is therefore often higher than the validation loss.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>How the net did on the validation data after the epoch; null without validation data.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>The validation data's loss; null without validation data.</summary>
    public double? ValidationLoss => Validation?.Loss;

    /// <summary>The validation data's accuracy, from 0 to 1; null without validation data, and in regression.</summary>
    public double? ValidationAccuracy => Validation?.Accuracy;

    /// <summary>The learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How long the epoch took, validation included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The number of rows trained on in a second, validation not included; 0 if it was too quick to measure.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>How long the epochs to come will take if they take as long as those up to now.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>
    /// The figures on one line: <c>epoch 3/10: loss 0.2107, validation loss 0.2311, validation accuracy 93.15 %, 412000 rows/s</c>.
    /// </summary>
    public override string ToString()
    {
        string partial = IsPartial ? " (cancelled)" : "";
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}/{Epochs}{partial}: loss {Loss:G4}");
        if (ValidationLoss is double validationLoss)
            text += string.Create(CultureInfo.InvariantCulture, $", validation loss {validationLoss:G4}");
        if (ValidationAccuracy is double accuracy)
            text += string.Create(CultureInfo.InvariantCulture, $", validation accuracy {100 * accuracy:F2} %");
        if (Validation?.Regression is RegressionMetrics regression)
            text += string.Create(CultureInfo.InvariantCulture, $", validation {regression}");
        return text + string.Create(CultureInfo.InvariantCulture, $", {RowsPerSecond:F0} rows/s");
    }
}
