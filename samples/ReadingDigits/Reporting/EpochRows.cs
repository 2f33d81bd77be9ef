using System.Diagnostics;
using CompiledNets;
using Spectre.Console;

namespace ReadingDigits.Reporting;

/// <summary>
/// A table of epochs that grows while a net is trained. Only its last row moves, however many epochs there are: those before it are printed
/// for good.
/// </summary>
internal sealed class EpochRows(IAnsiConsole console, string accuracyName)
{
    private const int EpochWidth = 11, LossWidth = 8, AccuracyWidth = 12, RateWidth = 11, TimeWidth = 9;
    private const int MostBar = 40, LeastBar = 5;

    // A terminal shows Ctrl+C as ^C behind the moving row; there must be room for it.
    private const int Margin = 3;

    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(40);

    private readonly int _barWidth = Math.Clamp(
        console.Profile.Width - EpochWidth - LossWidth - AccuracyWidth - RateWidth - TimeWidth - Margin, LeastBar, MostBar);

    /// <summary>Trains with the rows as listeners.</summary>
    public TrainingHistory Follow(TrainingOptions options, Func<TrainingOptions, TrainingHistory> train)
    {
        console.Write(Row("epoch", new string(' ', _barWidth), "loss", accuracyName, "digits/s", "left", "grey"));
        return console.Live(Text.Empty).AutoClear(true).Start(live =>
        {
            long lastFrame = 0;
            double share = 0;
            return train(options with
            {
                BatchProgress = new SynchronousProgress<BatchReport>(batch =>
                {
                    share = (double)batch.Batch / batch.Batches;
                    if (Stopwatch.GetElapsedTime(lastFrame) < BetweenFrames)
                        return;
                    live.UpdateTarget(Running(batch, share));
                    lastFrame = Stopwatch.GetTimestamp();
                }),
                Progress = new SynchronousProgress<EpochReport>(epoch => console.Write(Finished(epoch, share))),
            });
        });
    }

    private Markup Running(BatchReport batch, double share) => Row(
        $"{batch.Epoch}/{batch.Epochs}",
        Bar(share, "yellow"),
        $"{batch.RunningLoss:F4}",
        "",
        Wording.Rate(batch.RowsPerSecond),
        Wording.Seconds(batch.Remaining));

    private Markup Finished(EpochReport epoch, double share) => Row(
        $"{epoch.Epoch}/{epoch.Epochs}",
        Bar(share, epoch.IsPartial ? "yellow" : "green"),
        $"{epoch.Loss:F4}",
        epoch.ValidationAccuracy is double accuracy ? Wording.Percent(accuracy) : "stopped",
        Wording.Rate(epoch.RowsPerSecond),
        Wording.Seconds(epoch.Remaining));

    private string Bar(double share, string color)
    {
        int done = (int)(share * _barWidth);
        return $"[{color}]{new string('━', done)}[/][grey]{new string('━', _barWidth - done)}[/]";
    }

    private static Markup Row(
        string epoch, string bar, string loss, string accuracy, string rate, string time, string color = "default") => new(
        $"[{color}]{epoch,EpochWidth - 2}  {bar}{loss,LossWidth}{accuracy,AccuracyWidth}{rate,RateWidth}{time,TimeWidth}[/]\n");
}
