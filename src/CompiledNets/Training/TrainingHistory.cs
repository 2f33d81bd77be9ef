using System.Globalization;

namespace CompiledNets;

/// <summary>What became of a training, from <see cref="TrainerFitExtensions.Fit"/>.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory()
    {
    }

    /// <summary>
    /// The epochs in their order. The last one may be partial if training was cancelled; there is none if it was before the first step.
    /// </summary>
    public required IReadOnlyList<EpochReport> Epochs { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>
    /// The best epoch: by what <see cref="EarlyStopping"/> monitored and what it called an improvement; without early stopping the one with
    /// the least validation loss, or without validation data the least training loss, the first of equal ones. Null if no epoch was
    /// completed.
    /// </summary>
    public required EpochReport? BestEpoch { get; init; }

    /// <summary>The number of the epoch whose parameters were put back into the net; null if it holds those of the last step.</summary>
    public required int? RestoredEpoch { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The outcome on one line.</summary>
    public override string ToString()
    {
        string best = BestEpoch is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; best: {BestEpoch}");
        double seconds = Duration.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{StopReason} after {Epochs.Count} epochs in {seconds:F2} s{best}");
    }
}
