using CompiledNets;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;

namespace ReadingDigits.Reporting;

/// <summary>What both reports say in the same words.</summary>
internal static class Wording
{
    public static string Percent(double share) => $"{100 * share:F2} %";

    public static string Rate(double digitsPerSecond) => $"{digitsPerSecond:N0}";

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 100 ? $"{time.TotalSeconds:F1} s" : $"{(long)time.TotalHours}:{time:mm\\:ss}";

    public static string Data(DigitData data)
    {
        string validation = data.ShownName == "validation" ? $", {data.Shown.Count:N0} for validation" : "";
        return $"{data.Train.Count:N0} digits to train on{validation}, {data.Test.Count:N0} to test with, {data.Origin}";
    }

    public static string Training(ITrainableNet net, Settings settings) =>
        $"{Count(settings.Epochs, "epoch")}, batches of {net.BatchSize}, "
        + $"{Count(settings.Threads, "thread")}, seed {settings.Seed}";

    public static string Outcome(ITrainableNet net, TrainingHistory history)
    {
        EpochReport? last = history.Epochs is [.., var final] ? final : null;
        string time = $"in {history.Duration.TotalSeconds:F2} s";
        if (history.StopReason != StopReason.Cancelled)
            return $"Trained {Count(history.Epochs.Count, "epoch")} {time}{Speed(net, history)}.";
        return last is null
            ? "Stopped by Ctrl+C before the first step: what follows is the net as it began."
            : $"Stopped by Ctrl+C in epoch {last.Epoch} of {last.Epochs}, {time}: what follows is the net as trained up to there.";
    }

    /// <summary>How fast it was while it trained, validation not included; a parameter counts each time that it is updated.</summary>
    private static string Speed(ITrainableNet net, TrainingHistory history)
    {
        EpochReport[] timed = [.. history.Epochs.Where(epoch => epoch.RowsPerSecond > 0)];
        double seconds = timed.Sum(epoch => epoch.Rows / epoch.RowsPerSecond);
        return seconds == 0
            ? ""
            : $": {Rate(timed.Sum(epoch => epoch.Rows) / seconds)} digits and {Rate((double)net.ParameterCount * timed.Sum(epoch => epoch.Steps) / seconds)} parameters a second";
    }

    public static string Mistakes(IReadOnlyList<Prediction> mistakes, int shown) => mistakes.Count switch
    {
        0 => "No mistakes.",
        1 => "The only mistake",
        _ when mistakes.Count <= shown => $"The {mistakes.Count} mistakes",
        _ => $"The worst {shown} of {mistakes.Count:N0} mistakes",
    };

    public static string Mistake(Prediction mistake) =>
        $"a {mistake.Truth}, taken for {mistake.Digit} ({Percent(mistake.ProbabilityOf(mistake.Digit))})";

    public static string Saved(string path) => $"Saved {path} ({new FileInfo(path).Length:N0} bytes, safetensors).";

    public static string Comparison(IReadOnlyList<Prediction> loaded, IReadOnlyList<Prediction> trained)
    {
        int same = loaded.Zip(trained).Count(pair => pair.First.IsSameAs(pair.Second));
        return same == trained.Count
            ? $"A net loaded from it predicts the same, to the bit, for all {same:N0} test digits."
            : $"A net loaded from it predicts the same, to the bit, for {same:N0} of {trained.Count:N0} test digits only.";
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count:N0} {thing}s";
}
