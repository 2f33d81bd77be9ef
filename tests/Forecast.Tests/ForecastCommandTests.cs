namespace Forecast.Tests;

public sealed class ForecastCommandTests : IDisposable
{
    private readonly StringWriter _errors = new();
    private Settings? _settings;

    public void Dispose() => _errors.Dispose();

    [Fact]
    public void Without_options_150_epochs_are_trained_with_seed_0()
    {
        Run().ShouldBe(0);

        _settings.ShouldBe(new Settings { Epochs = 150, Seed = 0 });
    }

    [Fact]
    public void Every_option_is_heard()
    {
        Run("--epochs", "3", "--seed", "-4").ShouldBe(0);

        _settings.ShouldBe(new Settings { Epochs = 3, Seed = -4 });
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "10001")]
    [InlineData("--epochs", "ten")]
    [InlineData("--epochs", "1.5")]
    [InlineData("--epochs", "99999999999")]
    [InlineData("--seed", "x")]
    [InlineData("--seed", "")]
    [InlineData("--speed", "9")]
    public void A_bad_option_ends_with_exit_code_2_and_one_line_that_names_it(string option, string value)
    {
        Run(option, value).ShouldBe(2);

        _settings.ShouldBeNull();
        string line = _errors.ToString().TrimEnd();
        line.ShouldNotContain("\n");
        line.ShouldContain(option);
        line.ShouldContain("--help");
    }

    [Fact]
    public void An_option_without_its_number_ends_with_exit_code_2()
    {
        Run("--seed").ShouldBe(2);

        _errors.ToString().ShouldContain("--seed");
    }

    private int Run(params string[] arguments) => new ForecastCommand().Run(arguments, _errors, settings => _settings = settings);
}
