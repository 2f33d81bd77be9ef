using CompiledNets;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using Spectre.Console;

namespace ReadingDigits.Reporting;

/// <summary>Tells the user what happens.</summary>
internal interface IReport
{
    /// <summary>
    /// A report with colours, bars and pictures for a terminal; plain lines of ASCII for a file, a pipe or a terminal that knows no escape codes.
    /// </summary>
    /// <param name="data">The digits of the run.</param>
    /// <param name="title">The headline.</param>
    static IReport ForConsole(DigitData data, string title) => Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi
        ? new PlainReport(Console.Out, data, title)
        : new TerminalReport(AnsiConsole.Console, data, title);

    /// <summary>Says which net will be trained, on what and how.</summary>
    void Introduce(ITrainableNet net, Settings settings);

    /// <summary>Trains and tells how it goes.</summary>
    /// <param name="net">The net.</param>
    /// <param name="options">How to train.</param>
    /// <param name="train">Trains as the options say to which the report has added itself as a listener.</param>
    void Follow(ITrainableNet net, TrainingOptions options, Func<TrainingOptions, TrainingHistory> train);

    /// <summary>Says how well the trained net does on the test digits.</summary>
    void ShowResult(Evaluation result);

    /// <summary>Draws some of the mistakes.</summary>
    /// <param name="mistakes">All mistakes on the test digits, the worst first.</param>
    void ShowMistakes(IReadOnlyList<Prediction> mistakes);

    /// <summary>Says which file was saved, and what a net that was loaded from it makes of the test digits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="loaded">What the loaded net makes of them.</param>
    /// <param name="trained">What the trained net makes of them.</param>
    void ShowLoaded(string path, IReadOnlyList<Prediction> loaded, IReadOnlyList<Prediction> trained);
}
