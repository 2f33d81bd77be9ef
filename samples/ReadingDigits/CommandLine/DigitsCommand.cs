using System.CommandLine;
using System.CommandLine.Help;

namespace ReadingDigits.CommandLine;

/// <summary>The command line: its options, and what becomes of errors.</summary>
/// <param name="purpose">What the program does, in a sentence.</param>
/// <param name="usualFile">Where the net is saved if nothing else is asked for.</param>
internal sealed class DigitsCommand(string purpose, string usualFile)
{
    private const int Failure = 2;
    private const int MostThreads = 1024;

    private readonly Option<string?> _data = new("--data")
    {
        HelpName = "DIR",
        Description = "Train on the files in this directory, in MNIST's IDX format: train-images-idx3-ubyte, train-labels-idx1-ubyte, "
            + "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or with .gz. Default: digits that the program draws itself.",
    };

    private readonly Option<int> _epochs = Numbers.Whole("--epochs", "How often each training digit is seen.", least: 1, usual: 10);

    private readonly Option<int> _seed = Numbers.Whole(
        "--seed", "Decides the drawn digits, the net's first parameters and the order of training. Any other number is another try.",
        least: int.MinValue, usual: 0);

    private readonly Option<int> _threads = Numbers.Whole(
        "--threads", "How many threads share a training step. The result is the same, to the bit.", least: 1, most: MostThreads, usual: 1);

    private readonly Option<double?> _validation = Numbers.Share(
        "--validation",
        "The share of the training digits that is held out to show the accuracy after each epoch. Default: 0.1 of the drawn digits, and 0 "
        + "with --data: all of them are trained on, as published results are, and the accuracy shown is that on the test digits. "
        + "Nothing is decided by it either way.");

    private readonly Option<string> _save = new("--save")
    {
        HelpName = "FILE",
        Description = "Where the trained net is saved, in the safetensors format, which PyTorch reads too. "
            + "A file that is there is replaced.",
        DefaultValueFactory = _ => usualFile,
    };

    /// <summary>Reads the command line and runs the program.</summary>
    /// <param name="arguments">What the user wrote.</param>
    /// <param name="errors">Where the one line goes that says what was wrong.</param>
    /// <param name="program">What to run with the settings.</param>
    /// <returns>The exit code: 0, or 2 if the command line, a file or a directory is at fault.</returns>
    public int Run(string[] arguments, TextWriter errors, Action<Settings> program)
    {
        _data.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(_data)))
                result.AddError("--data takes the name of a directory; it is empty.");
        });
        var command = new RootCommand(purpose)
        {
            _data, _epochs, _seed, _threads, _validation, _save,
        };
        command.SetAction(parsed => program(ReadSettings(parsed)));

        ParseResult result = command.Parse(arguments);
        if (result.Errors.Count > 0 && result.Action is not HelpAction)
            return Fail(errors, $"{result.Errors[0].Message} The options are listed with --help.");
        try
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Fail(errors, fault.Message);
        }
    }

    private Settings ReadSettings(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetValue(_data),
        Epochs = parsed.GetValue(_epochs),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
        ValidationShare = parsed.GetValue(_validation) ?? (parsed.GetValue(_data) is null ? 0.1 : 0),
        SavePath = parsed.GetRequiredValue(_save),
    };

    private static int Fail(TextWriter errors, string message)
    {
        errors.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return Failure;
    }
}
