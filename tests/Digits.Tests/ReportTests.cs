using System.Text.RegularExpressions;
using CompiledNets;
using ReadingDigits;
using ReadingDigits.CommandLine;
using ReadingDigits.Data;
using ReadingDigits.Drawing;
using ReadingDigits.Reporting;

namespace Digits.Tests;

public sealed partial class ReportTests
{
    private static readonly Settings TwoEpochs = new()
    {
        DataDirectory = null,
        Epochs = 2,
        Seed = 1,
        Threads = 1,
        ValidationShare = 0.2,
        SavePath = "unused",
    };

    [Fact]
    public void The_plain_report_writes_ascii_only_and_a_line_for_each_epoch()
    {
        using var output = new StringWriter();
        Dataset digits = DrawnDigits.Draw(seed: 1, first: 0, count: 300);
        var data = new DigitData("drawn", digits.Slice(0, 200), digits.Slice(200, 50), "validation", digits.Slice(250, 50));
        var net = new DigitClassifier(seed: 1);
        using DigitClassifier.Trainer trainer = net.CreateTrainer();
        var report = new PlainReport(output, data, "Digits");

        report.Introduce(net, TwoEpochs);
        report.Follow(
            net,
            new TrainingOptions { Epochs = 2, Validation = data.Shown },
            options => trainer.Fit(data.Train, options, TestContext.Current.CancellationToken));
        Prediction[] predictions = Prediction.Of(net, data.Test);
        report.ShowResult(net.Evaluate(data.Test));
        report.ShowMistakes(Prediction.Mistakes(predictions));

        string[] lines = output.ToString().Split(output.NewLine);
        lines.ShouldAllBe(line => line.All(character => character >= ' ' && character <= '~'));
        lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)).ShouldBe(2);
        lines.ShouldContain(line => SpeedLine().IsMatch(line));
        lines.ShouldContain(line => line.StartsWith("Test accuracy: ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^Trained 2 epochs in [0-9.]+ s: [0-9,]+ digits and [0-9,]+ parameters a second\.$")]
    private static partial Regex SpeedLine();

    [Fact]
    public void Mistakes_are_ranked_by_how_improbable_the_truth_was_to_the_net()
    {
        Dataset digits = DrawnDigits.Draw(seed: 1, first: 0, count: 100);

        Prediction[] mistakes = Prediction.Mistakes(Prediction.Of(new DigitClassifier(seed: 1), digits));

        mistakes.ShouldAllBe(mistake => mistake.Digit != mistake.Truth);
        mistakes.Select(mistake => mistake.ProbabilityOf(mistake.Truth)).ShouldBeInOrder();
    }
}
