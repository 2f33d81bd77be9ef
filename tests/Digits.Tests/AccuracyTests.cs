using CompiledNets;
using LeNet;
using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class AccuracyTests
{
    /// <summary>The mean of PyTorch's accuracies on MNIST's 8,000 + 2,000 digits with 5 seeds, less their spread.</summary>
    private const double PyTorchLeast = 0.9443 - 0.0035;

    [Fact]
    public void On_drawn_digits_a_linear_model_stays_below_95_percent_and_the_net_gets_above_97()
    {
        Dataset train = DrawnDigits.Draw(seed: 0, first: 0, count: 10_800);
        Dataset test = DrawnDigits.Draw(seed: 0, first: 12_000, count: 2_000);
        var linear = new LinearClassifier();
        var net = new DigitClassifier();

        Train(linear, train, epochs: 30);
        Train(net, train, epochs: 10);

        linear.Evaluate(test).Accuracy!.Value.ShouldBeInRange(0.88, 0.95);
        net.Evaluate(test).Accuracy!.Value.ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void On_drawn_digits_a_convolutional_net_with_a_sixteenth_of_the_parameters_gets_above_98_percent()
    {
        Dataset train = DrawnDigits.Draw(seed: 0, first: 0, count: 10_800);
        Dataset test = DrawnDigits.Draw(seed: 0, first: 12_000, count: 2_000);
        var net = new ConvolutionalClassifier();

        Train(net, train, epochs: 4);

        (16 * ConvolutionalClassifier.ParameterCount).ShouldBeLessThan(DigitClassifier.ParameterCount);
        net.Evaluate(test).Accuracy!.Value.ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public void On_mnist_the_net_gets_as_good_as_the_same_net_in_pytorch()
    {
        string? directory = FindMnist(AppContext.BaseDirectory);
        Assert.SkipWhen(directory is null, "There is no directory shared/data/mnist10k in any directory above the tests; COMPILEDNETS_DATA may name the one with mnist10k.");
        (Dataset train, Dataset test) = MnistFiles.Load(directory);

        double mean = Enumerable.Range(0, 5).Average(seed =>
        {
            var net = new DigitClassifier(seed);
            Train(net, train, epochs: 10, seed);
            return net.Evaluate(test).Accuracy!.Value;
        });

        mean.ShouldBeGreaterThan(PyTorchLeast);
    }

    private static void Train(ITrainableNet net, Dataset data, int epochs, int seed = 0)
    {
        using ITrainer trainer = net.CreateTrainer();
        trainer.Fit(data, new TrainingOptions { Epochs = epochs, Seed = seed }, TestContext.Current.CancellationToken);
    }

    private static string? FindMnist(string start)
    {
        if (Environment.GetEnvironmentVariable("COMPILEDNETS_DATA") is { } data && Directory.Exists(Path.Combine(data, "mnist10k")))
            return Path.Combine(data, "mnist10k");
        for (DirectoryInfo? above = new(start); above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", "data", "mnist10k");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
