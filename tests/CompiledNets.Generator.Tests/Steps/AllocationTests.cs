using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Steps;

public sealed class AllocationTests
{
    private const int Calls = 1000;

    public static TheoryData<string> CaseNames => [.. GoldenNets.Runnable.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Steps_predictions_and_losses_allocate_nothing(string name)
    {
        GoldenCase golden = GoldenCase.All.Single(golden => golden.Name == name);
        ITrainableNet net = GoldenNets.Create(golden);
        using ITrainer trainer = net.CreateTrainer();
        float[] outputs = new float[golden.Outputs.Length];

        AllocatedBy(() => GoldenNets.TrainStep(trainer, golden)).ShouldBe(0, "TrainStep");
        AllocatedBy(() => GoldenNets.Predict(net, golden, outputs)).ShouldBe(0, "Predict");
        AllocatedBy(() => GoldenNets.ComputeLoss(net, golden)).ShouldBe(0, "ComputeLoss");
        AllocatedBy(() =>
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

        AllocatedBy(() => net.Predict(inputs, outputs), 100).ShouldBe(0, "Predict");
        AllocatedBy(() => net.ComputeLoss(inputs, targets), 100).ShouldBe(0, "ComputeLoss");
    }

    /// <summary>
    /// The bytes that the calls allocate: the least of some measurements, since the runtime itself now and then allocates on the thread that it
    /// interrupts. What a call allocates is in all of them.
    /// </summary>
    private static long AllocatedBy(Action action, int calls = Calls)
    {
        action();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 5 && least > 0; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
