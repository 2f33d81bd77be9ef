using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.RealData;

/// <summary>What PyTorch reaches with the same net on the same data, within the spread of its seeds. MNIST is the sample's, and tested there.</summary>
public sealed class AccuracyTests
{
    /// <summary>The mean of PyTorch's accuracies, 96.71 %, less the spread of its seeds; ours spread more, so that it takes more of them to know their mean.</summary>
    private const double PyTorchLeast = 0.9671 - 0.0036;

    [Fact]
    public void Digits_of_8_by_8_are_learnt_as_well_as_by_PyTorch()
    {
        (Dataset train, Dataset test) = SharedData.LoadDigits();
        train.Count.ShouldBe(1438);
        test.Count.ShouldBe(359);

        MeanAccuracy("[CompiledNet(64, BatchSize = 32)] [Dense(64, Activation.Relu)] [Dense(10, Activation.Softmax)]", train, test, epochs: 50, seeds: 40)
            .ShouldBeGreaterThanOrEqualTo(PyTorchLeast);
    }

    private static double MeanAccuracy(string layers, Dataset train, Dataset test, int epochs, int seeds)
    {
        LoadedNets nets = GeneratorHarness.Load($"{GeneratorHarness.Usings}{layers} [CrossEntropy] [Adam(LearningRate = 1e-3)] public partial class Classifier;");
        return Enumerable.Range(0, seeds).Average(seed =>
        {
            ITrainableNet net = nets.TrainableNet("Classifier", seed);
            using ITrainer trainer = net.CreateTrainer();
            trainer.Fit(train, new TrainingOptions { Epochs = epochs, Seed = seed }, TestContext.Current.CancellationToken);
            return net.Evaluate(test).Accuracy!.Value;
        });
    }
}
