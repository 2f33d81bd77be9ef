using CompiledNets;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using ReadingDigits.Drawing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ReadingDigits.Reporting;

/// <summary>Bars that move, tables with colours and pictures in shades of grey.</summary>
internal sealed class TerminalReport(IAnsiConsole console, DigitData data, string title) : IReport
{
    private const int Gap = 3, MostPictures = 6, RowsOfPictures = 2;

    // Fewer colours than 256 have too few shades of grey.
    private readonly bool _hasGreys = console.Profile.Capabilities.ColorSystem >= ColorSystem.EightBit;

    public void Introduce(ITrainableNet net, Settings settings)
    {
        Headline(title);
        console.WriteLine(net.Description.Summary);
        console.WriteLine();
        console.WriteLine(Wording.Data(data));
        console.WriteLine(Wording.Training(net, settings));
    }

    public void Follow(ITrainableNet net, TrainingOptions options, Func<TrainingOptions, TrainingHistory> train)
    {
        Headline("Training");
        var rows = new EpochRows(console, data.ShownName);
        TrainingHistory history = rows.Follow(options, train);
        string color = history.StopReason == StopReason.Cancelled ? "yellow" : "default";
        console.MarkupLineInterpolated($"[{color}]{Wording.Outcome(net, history)}[/]");
    }

    public void ShowResult(Evaluation result)
    {
        Headline("Test");
        console.MarkupLineInterpolated(
            $"Accuracy [bold green]{Wording.Percent(result.Accuracy!.Value)}[/], loss {result.Loss:F4}, {result.Count:N0} digits");
        console.WriteLine("What each digit, in its row, was taken for:");
        console.Write(ConfusionTable.Of(result.Confusion!));
    }

    public void ShowMistakes(IReadOnlyList<Prediction> mistakes)
    {
        int inARow = Math.Clamp((console.Profile.Width + Gap) / (Paper.Width + Gap), 1, MostPictures / RowsOfPictures);
        Prediction[] shown = [.. mistakes.Take(inARow * RowsOfPictures)];
        Headline(Wording.Mistakes(mistakes, shown.Length));
        foreach (Prediction[] row in shown.Chunk(inARow))
        {
            console.Write(SideBySide(row.Select(mistake => new Rows(Picture(mistake), new Text(Wording.Mistake(mistake))))));
            console.WriteLine();
        }
    }

    public void ShowLoaded(string path, IReadOnlyList<Prediction> loaded, IReadOnlyList<Prediction> trained)
    {
        Headline("Saved and loaded");
        console.WriteLine(Wording.Saved(path));
        console.WriteLine(Wording.Comparison(loaded, trained));
        console.WriteLine();
        Prediction example = loaded[0];
        console.Write(SideBySide([Picture(example), Opinion(example)]));
    }

    private void Headline(string text)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold teal]{Markup.Escape(text)}[/]") { Justification = Justify.Left, Style = Style.Parse("grey") });
    }

    private IRenderable Picture(Prediction prediction) => _hasGreys
        ? new HalfBlockPicture(prediction.Pixels.ToArray(), Paper.Width)
        : new Text(string.Join('\n', AsciiPicture.Lines(prediction.Pixels, Paper.Width)));

    private static Rows Opinion(Prediction prediction) => new(
        [
            new Text($"The loaded net on the first test digit, a {prediction.Truth}:"),
            Text.Empty,
            .. prediction.Ranking.Take(3).Select(digit => new Text($"{digit}  {Wording.Percent(prediction.ProbabilityOf(digit)),8}")),
        ]);

    private static Grid SideBySide(IEnumerable<IRenderable> items)
    {
        IRenderable[] row = [.. items];
        var grid = new Grid();
        foreach (IRenderable _ in row)
            grid.AddColumn(new GridColumn().PadLeft(0).PadRight(Gap));
        return grid.AddRow(row);
    }
}
