using ReadingDigits.CommandLine;

namespace Digits.Tests;

public sealed class DigitsCommandTests : IDisposable
{
    private readonly DigitsCommand _command = new("Reads digits.", "digits.safetensors");
    private readonly StringWriter _errors = new();
    private Settings? _settings;

    public void Dispose() => _errors.Dispose();

    [Fact]
    public void Without_options_ten_epochs_are_trained_on_drawn_digits_with_a_tenth_held_out()
    {
        Run().ShouldBe(0);

        _settings.ShouldBe(new Settings
        {
            DataDirectory = null,
            Epochs = 10,
            Seed = 0,
            Threads = 1,
            ValidationShare = 0.1,
            SavePath = "digits.safetensors",
        });
    }

    [Fact]
    public void Every_option_is_heard()
    {
        Run("--data", "D", "--epochs", "3", "--seed", "-4", "--threads", "2", "--validation", "0.25", "--save", "F").ShouldBe(0);

        _settings.ShouldBe(new Settings
        {
            DataDirectory = "D",
            Epochs = 3,
            Seed = -4,
            Threads = 2,
            ValidationShare = 0.25,
            SavePath = "F",
        });
    }

    [Fact]
    public void With_a_data_directory_all_of_its_training_digits_are_trained_on()
    {
        Run("--data", "D").ShouldBe(0);

        _settings!.ValidationShare.ShouldBe(0);
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "ten")]
    [InlineData("--epochs", "1.5")]
    [InlineData("--epochs", "99999999999")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "1025")]
    [InlineData("--seed", "x")]
    [InlineData("--validation", "1")]
    [InlineData("--validation", "-0.1")]
    [InlineData("--validation", "NaN")]
    [InlineData("--data", "")]
    [InlineData("--speed", "9")]
    public void A_bad_option_ends_with_exit_code_2_and_one_line_that_names_it(string option, string value)
    {
        Run(option, value).ShouldBe(2);

        _settings.ShouldBeNull();
        ErrorLine().ShouldContain(option);
        ErrorLine().ShouldContain("--help");
    }

    [Fact]
    public void A_fault_in_a_file_ends_with_exit_code_2_and_its_message_on_one_line()
    {
        _command.Run([], _errors, _ => throw new InvalidDataException("It is\nbroken.")).ShouldBe(2);

        ErrorLine().ShouldBe("error: It is broken.");
    }

    [Fact]
    public void A_bug_is_not_taken_for_a_fault_in_a_file() =>
        Should.Throw<InvalidOperationException>(() => _command.Run([], _errors, _ => throw new InvalidOperationException()));

    private int Run(params string[] arguments) => _command.Run(arguments, _errors, settings => _settings = settings);

    private string ErrorLine()
    {
        string text = _errors.ToString();
        text.ShouldEndWith(_errors.NewLine);
        string line = text[..^_errors.NewLine.Length];
        line.ShouldNotContain("\n");
        return line;
    }
}
