using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.RealData;

/// <summary>What PyTorch reaches with the same nets on the same data, within the spread of its seeds.</summary>
public sealed class AccuracyTests
{
    // PyTorch: 96.71 % ± 0.36 over 5 seeds.
    [Fact]
    public void Digits_of_8_by_8_are_learnt_as_well_as_by_PyTorch()
    {
        (Dataset train, Dataset test) = SharedData.LoadDigits();
        train.Count.ShouldBe(1438);
        test.Count.ShouldBe(359);

        MeanAccuracy("[CompiledNet(64, BatchSize = 32)] [Dense(64, Activation.Relu)] [Dense(10, Activation.Softmax)]", train, test, epochs: 50, seeds: 3)
            .ShouldBeGreaterThanOrEqualTo(0.959);
    }

    // PyTorch: 94.43 % ± 0.35 over 5 seeds.
    [Fact]
    public void Mnist_is_learnt_as_well_as_by_PyTorch()
    {
        (Dataset train, Dataset test) = MnistFiles.Load(SharedData.RequireFolder("mnist10k"));
        train.Count.ShouldBe(8000);
        test.Count.ShouldBe(2000);

        MeanAccuracy("[CompiledNet(784, BatchSize = 64)] [Dense(128, Activation.Relu)] [Dense(10, Activation.Softmax)]", train, test, epochs: 10, seeds: 2)
            .ShouldBeGreaterThanOrEqualTo(0.936);
    }

    private static double MeanAccuracy(string layers, Dataset train, Dataset test, int epochs, int seeds)
    {
        LoadedNets nets = GeneratorHarness.Load($"{GeneratorHarness.Usings}{layers} [CrossEntropy] [Adam(LearningRate = 1e-3)] public partial class Classifier;");
        return Enumerable.Range(1, seeds).Average(seed =>
        {
            ITrainableNet net = nets.TrainableNet("Classifier", seed);
            using ITrainer trainer = net.CreateTrainer();
            trainer.Fit(train, new TrainingOptions { Epochs = epochs, Seed = seed }, TestContext.Current.CancellationToken);
            return net.Evaluate(test).Accuracy!.Value;
        });
    }
}
