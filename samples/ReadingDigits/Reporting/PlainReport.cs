using CompiledNets;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using ReadingDigits.Drawing;

namespace ReadingDigits.Reporting;

/// <summary>Plain lines of ASCII, one for each epoch.</summary>
internal sealed class PlainReport(TextWriter output, DigitData data, string title) : IReport
{
    private const int PicturesInARow = 2, RowsOfPictures = 3;
    private const string Gap = "    ";

    public void Introduce(ITrainableNet net, Settings settings)
    {
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine(net.Description.Summary);
        output.WriteLine();
        output.WriteLine(Wording.Data(data));
        output.WriteLine(Wording.Training(net, settings));
        output.WriteLine();
    }

    public void Follow(ITrainableNet net, TrainingOptions options, Func<TrainingOptions, TrainingHistory> train)
    {
        TrainingHistory history = train(options with { Progress = new SynchronousProgress<EpochReport>(WriteEpoch) });
        output.WriteLine(Wording.Outcome(net, history));
    }

    public void ShowResult(Evaluation result)
    {
        output.WriteLine();
        output.WriteLine($"Test accuracy: {Wording.Percent(result.Accuracy!.Value)}, loss {result.Loss:F4}, {result.Count:N0} digits");
        output.WriteLine();
        output.WriteLine(result.Confusion);
    }

    public void ShowMistakes(IReadOnlyList<Prediction> mistakes)
    {
        Prediction[] shown = [.. mistakes.Take(PicturesInARow * RowsOfPictures)];
        output.WriteLine();
        output.WriteLine(Wording.Mistakes(mistakes, shown.Length));
        foreach (Prediction[] row in shown.Chunk(PicturesInARow))
        {
            output.WriteLine();
            WriteRow(row.Select(mistake => Wording.Mistake(mistake)));
            string[][] pictures = [.. row.Select(mistake => AsciiPicture.Lines(mistake.Pixels, Paper.Width))];
            for (int line = 0; line < pictures[0].Length; line++)
                WriteRow(pictures.Select(picture => picture[line]));
        }
    }

    public void ShowLoaded(string path, IReadOnlyList<Prediction> loaded, IReadOnlyList<Prediction> trained)
    {
        output.WriteLine();
        output.WriteLine(Wording.Saved(path));
        output.WriteLine(Wording.Comparison(loaded, trained));
        output.WriteLine();
        Prediction example = loaded[0];
        output.WriteLine($"The loaded net on the first test digit, a {example.Truth}:");
        foreach (string line in AsciiPicture.Lines(example.Pixels, Paper.Width))
            output.WriteLine(line.TrimEnd());
        foreach (int digit in example.Ranking.Take(3))
            output.WriteLine($"  {digit}: {Wording.Percent(example.ProbabilityOf(digit)),8}");
    }

    private void WriteEpoch(EpochReport epoch)
    {
        string accuracy = epoch.ValidationAccuracy is double share ? $"{data.ShownName} accuracy {Wording.Percent(share)}" : "cancelled";
        output.WriteLine(
            $"epoch {epoch.Epoch}/{epoch.Epochs}: loss {epoch.Loss:F4}, {accuracy}, "
            + $"{Wording.Rate(epoch.RowsPerSecond)} digits/s, {Wording.Seconds(epoch.Remaining)} left");
        output.Flush();
    }

    private void WriteRow(IEnumerable<string> cells) =>
        output.WriteLine(string.Join(Gap, cells.Select(cell => cell.PadRight(Paper.Width + 8))).TrimEnd());
}
