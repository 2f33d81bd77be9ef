
namespace CompiledNets.Generator.Tests.Goldens;

public sealed class GoldenTests
{
    /// <summary>The cases of dense nets, by the first part of their names, and how many there are.</summary>
    private static readonly (string Prefix, int Count)[] Dense = [("activation-", 13), ("loss-", 6), ("optimizer-", 12), ("shape-", 9), ("clip-norm", 1)];

    public static TheoryData<string> CaseNames => [.. GoldenCase.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Outputs_loss_gradients_and_training_are_those_of_PyTorch(string name)
    {
        GoldenCase golden = GoldenCase.All.Single(golden => golden.Name == name);
        if (golden.MissingAttributes.Count > 0)
            Assert.Skip($"{name} declares what the library does not have: {string.Join(", ", golden.MissingAttributes)}.");

        CheckOneStep(golden);
        CheckTraining(golden);
    }

    [Fact]
    public void All_cases_are_there_and_no_dense_one_is_skipped()
    {
        GoldenCase.All.Count.ShouldBe(53);
        foreach ((string prefix, int count) in Dense)
            GoldenNets.Runnable.Count(golden => golden.Name.StartsWith(prefix, StringComparison.Ordinal)).ShouldBe(count, prefix);
    }

    private static void CheckOneStep(GoldenCase golden)
    {
        ITrainableNet net = GoldenNets.Create(golden);
        float[] outputs = new float[golden.Outputs.Length];
        GoldenNets.Predict(net, golden, outputs);
        Closeness.OfOneStep.Check(golden.Name, "outputs", outputs, golden.Outputs);

        using ITrainer trainer = net.CreateTrainer();
        Closeness.OfOneStep.Check(golden.Name, "loss", GoldenNets.ComputeGradients(trainer, golden), golden.Loss);
        foreach ((string name, GoldenTensor expected) in golden.Gradients)
        {
            float[] gradient = new float[expected.Data.Length];
            trainer.ReadGradient(name, gradient);
            Closeness.OfOneStep.Check(golden.Name, $"gradient of {name}", gradient, expected.Data);
        }
    }

    private static void CheckTraining(GoldenCase golden)
    {
        ITrainableNet net = GoldenNets.Create(golden);
        using ITrainer trainer = net.CreateTrainer();
        for (int step = 0; step < golden.Losses.Length; step++)
            Closeness.OfTraining.Check(golden.Name, $"loss of step {step}", GoldenNets.TrainStep(trainer, golden), golden.Losses[step]);

        net.Tensors.Select(tensor => tensor.Name).ShouldBe(golden.Trained.Keys, ignoreOrder: true);
        foreach ((string name, GoldenTensor expected) in golden.Trained)
        {
            net.Tensors.Single(tensor => tensor.Name == name).Shape.ShouldBe(expected.Shape);
            float[] trained = new float[expected.Data.Length];
            net.ReadTensor(name, trained);
            Closeness.OfTraining.Check(golden.Name, $"trained {name}", trained, expected.Data);
        }
    }
}
