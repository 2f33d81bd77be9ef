using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Training that gets out of hand ends with an exception and leaves parameters that are finite.</summary>
public sealed class DivergenceTests
{
    private static readonly float[] Inputs = [.. Enumerable.Range(0, 8 * 3).Select(i => MathF.Sin(i))];

    [Theory]
    [InlineData("[MeanSquaredError] [Sgd(LearningRate = 1e6)]")]
    [InlineData("[MeanSquaredError] [Sgd(LearningRate = 50, Momentum = 0.9)]")]
    [InlineData("[MeanAbsoluteError] [Sgd(LearningRate = 1e6, WeightDecay = 0.01)]")]
    [InlineData("[Huber] [AdamW(LearningRate = 1e6, WeightDecay = 1e6)]")]
    [InlineData("[MeanSquaredError] [Adam(LearningRate = 1e6, WeightDecay = 1e6)]")]
    public void The_parameters_are_finite_after_training_diverged(string training)
    {
        ITrainableNet net = GeneratorHarness.Load($"{GeneratorHarness.Usings}[CompiledNet(3, BatchSize = 8)] [Dense(5)] [Dense(2)] {training} public partial class Net;")
            .TrainableNet("Net");
        using ITrainer trainer = net.CreateTrainer();
        Dataset data = Dataset.WithTargets(Inputs, new float[8 * 2], count: 8);

        Should.Throw<TrainingDivergedException>(
            () => trainer.Fit(data, new TrainingOptions { Epochs = 20_000 }, TestContext.Current.CancellationToken));

        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            net.ReadTensor(tensor.Name, values);
            values.ShouldAllBe(value => float.IsFinite(value), tensor.Name);
        }
    }
}
