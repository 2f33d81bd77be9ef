using System.Reflection;
using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>Convolutions that are trained from the peaks of a max pool's windows, against a plain implementation in double, and the same bits whatever the lanes, the threads and the batch.</summary>
public sealed class PeakTests
{
    private const int Seed = 3, CheckedComponents = 40;

    private static readonly IReadOnlyList<ReferenceNet> All = [.. PeakNets.All, .. PeakNets.Others];

    private static readonly NetVariants Nets = new(Seed, All.Select(net => net.Source));

    public static TheoryData<string> Names => [.. All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = All.Single(net => net.Name == name);
        int[] rows = name == "Normalized" ? [reference.BatchSize] : [reference.BatchSize, 1]; // a batch norm refuses a single row
        NetComparison.CheckDrawn(reference, Nets.Net(name), Seed, CheckedComponents, rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name)
    {
        int batchSize = Nets.Net(name).BatchSize;
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, batchSize, batchSize, Math.Max(1, batchSize - 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_convolutions_whose_pool_spares_enough_are_trained_from_peaks(string name) =>
        HasMethod(Nets.Net(name).GetType(), "ForwardWithPlaces").ShouldBe(PeakNets.All.Any(net => net.Name == name));

    [Fact]
    public void Of_equal_values_the_first_is_the_peak()
    {
        const string Source = "[CompiledNet(1, 6, 6, BatchSize = 1)] [Conv2D(1, 3)] [MaxPool2D(2)] [MeanSquaredError] [Sgd] public partial class Flat;";
        ITrainableNet net = GeneratorHarness.Load(GeneratorHarness.Usings + Source).TrainableNet("Flat", seed: 1);
        HasMethod(net.GetType(), "ForwardWithPlaces").ShouldBeTrue();
        net.WriteTensor("conv1.weight", new float[9]);
        net.WriteTensor("conv1.bias", [0.75f]);
        float[] inputs = [.. Enumerable.Range(0, 36).Select(i => (float)i)], targets = [0, 1, 2, 3];
        using ITrainer trainer = net.CreateTrainer();

        trainer.ComputeGradients(inputs, targets);

        // Windows of two by two: the first value of each is that of the kernel at (0, 0), (0, 2), (2, 0) and (2, 2).
        double[] expected = [.. from u in Enumerable.Range(0, 3) from v in Enumerable.Range(0, 3) select Enumerable.Range(0, 4).Sum(window =>
            2 * (0.75 - targets[window]) / 4 * inputs[(((2 * (window / 2)) + u) * 6) + (2 * (window % 2)) + v])];
        NetTensors.GradientsOf(trainer)["conv1.weight"].ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_noticed_and_nothing_is_changed()
    {
        ITrainableNet net = Nets.Net("LeNet");
        using ITrainer trainer = net.CreateTrainer(2);
        (float[] inputs, float[] targets) = NetBits.Batch(net, net.BatchSize, seed: 4);
        inputs[^1] = float.MaxValue;
        string before = NetBits.ParametersOf(net);

        float.IsFinite(trainer.TrainStep(inputs, targets)).ShouldBeFalse();

        NetBits.ParametersOf(net).ShouldBe(before);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        foreach (string name in (string[])["LeNet", "Channels", "Penalised"])
        {
            ITrainableNet net = Nets.Net(name);
            using ITrainer trainer = net.CreateTrainer();
            (float[] inputs, float[] targets) = NetBits.Batch(net, net.BatchSize, seed: 1);
            Allocations.Of(() => trainer.TrainStep(inputs, targets), calls: 20).ShouldBe(0, name);
        }
    }

    private static bool HasMethod(Type type, string name) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Any(method => method.Name == name)
        || type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Any(nested => HasMethod(nested, name));
}
