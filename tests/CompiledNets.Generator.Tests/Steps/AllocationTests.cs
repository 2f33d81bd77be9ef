using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Steps;

public sealed class AllocationTests
{
    public static TheoryData<string> CaseNames => [.. GoldenNets.Runnable.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Steps_predictions_and_losses_allocate_nothing(string name)
    {
        GoldenCase golden = GoldenCase.All.Single(golden => golden.Name == name);
        ITrainableNet net = GoldenNets.Create(golden);
        using ITrainer trainer = net.CreateTrainer();
        float[] outputs = new float[golden.Outputs.Length];

        Allocations.Of(() => GoldenNets.TrainStep(trainer, golden)).ShouldBe(0, "TrainStep");
        Allocations.Of(() => GoldenNets.Predict(net, golden, outputs)).ShouldBe(0, "Predict");
        Allocations.Of(() => GoldenNets.ComputeLoss(net, golden)).ShouldBe(0, "ComputeLoss");
        Allocations.Of(() =>
        {
            GoldenNets.ComputeGradients(trainer, golden);
            trainer.ApplyGradients();
        }).ShouldBe(0, "ComputeGradients and ApplyGradients");
    }

    [Fact]
    public void A_net_too_wide_for_the_stack_allocates_nothing_either()
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + """
            [CompiledNet(3, BatchSize = 2)] [Dense(20000, Activation.Relu)] [Dense(1)] [MeanSquaredError] [Sgd]
            public partial class Wide;
            """);
        run.OnlySource.ShouldContain("activations in between are in a buffer of the net");
        ITrainableNet net = LoadedNets.Load(run).TrainableNet("Wide");
        float[] inputs = [1, 2, 3], outputs = new float[1], targets = [0.5f];

        Allocations.Of(() => net.Predict(inputs, outputs), 100).ShouldBe(0, "Predict");
        Allocations.Of(() => net.ComputeLoss(inputs, targets), 100).ShouldBe(0, "ComputeLoss");
    }
}
