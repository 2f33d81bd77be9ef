using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace Forecast;

/// <summary>The command line: its options, and what becomes of errors.</summary>
internal sealed class ForecastCommand
{
    private const int Failure = 2;

    private readonly Option<int> _epochs = Whole("--epochs", "How often each window of the series is seen.", least: 1, most: 10_000, usual: 150);

    private readonly Option<int> _seed = Whole(
        "--seed", "Decides the series, its noise, the net's first parameters and the order of training. Any other number is another try.",
        least: int.MinValue, most: int.MaxValue, usual: 0);

    /// <summary>Reads the command line and runs the program.</summary>
    /// <param name="arguments">What the user wrote.</param>
    /// <param name="errors">Where the one line goes that says what was wrong.</param>
    /// <param name="program">What to run with the settings.</param>
    /// <returns>The exit code: 0, or 2 if the command line is at fault.</returns>
    public int Run(string[] arguments, TextWriter errors, Action<Settings> program)
    {
        var command = new RootCommand("Trains a recurrent net to forecast a chaotic series, and lets it forecast a sample at a time.") { _epochs, _seed };
        command.SetAction(parsed => program(new Settings { Epochs = parsed.GetValue(_epochs), Seed = parsed.GetValue(_seed) }));

        ParseResult result = command.Parse(arguments);
        if (result.Errors.Count > 0 && result.Action is not HelpAction)
        {
            errors.WriteLine($"error: {result.Errors[0].Message.ReplaceLineEndings(" ")} The options are listed with --help.");
            return Failure;
        }
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Option<int> Whole(string name, string description, int least, int most, int usual) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            bool isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
            if (isWhole && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} to {most}; '{text}' is none."));
            return 0;
        },
    };
}
