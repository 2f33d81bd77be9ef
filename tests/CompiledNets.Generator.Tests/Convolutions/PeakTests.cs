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
    public void Only_convolutions_whose_pool_spares_enough_are_trained_from_peaks(string name)
    {
        int pools = All.Single(net => net.Name == name).Source.Split("[MaxPool").Length - 1;

        PoolsWithPlaces(Nets.Net(name).GetType()).ShouldBe(PeakNets.All.Any(net => net.Name == name) ? pools : 0);
    }

    [Fact]
    public void Of_equal_values_the_first_is_the_peak()
    {
        const string Source = "[CompiledNet(1, 6, 6, BatchSize = 1)] [Conv2D(1, 3)] [MaxPool2D(2)] [MeanSquaredError] [Sgd] public partial class Flat;";
        ITrainableNet net = GeneratorHarness.Load(GeneratorHarness.Usings + Source).TrainableNet("Flat", seed: 1);
        PoolsWithPlaces(net.GetType()).ShouldBe(1);
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_gradient_that_is_not_finite_is_noticed_and_nothing_is_changed(int threads)
    {
        ITrainableNet net = Nets.Net("LeNet");
        using ITrainer trainer = net.CreateTrainer(threads);
        (float[] inputs, float[] targets) = NetBits.Batch(net, net.BatchSize, seed: 4);
        net.WriteTensor("conv1.weight", new float[net.Tensors.Single(tensor => tensor.Name == "conv1.weight").Length]);
        inputs.AsSpan().Fill(float.MaxValue); // what the net gives and its loss are finite, the gradient by conv1.weight is not
        string before = NetBits.ParametersOf(net);
        float.IsFinite(net.ComputeLoss(inputs, targets)).ShouldBeTrue();

        float.IsFinite(trainer.TrainStep(inputs, targets)).ShouldBeFalse();

        NetBits.ParametersOf(net).ShouldBe(before);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void What_no_kernel_reads_does_not_matter(float unread)
    {
        const string Source = "[CompiledNet(1, 9, 10, BatchSize = 4)] [Conv2D(4, 5, Activation.Tanh, Stride = 2)] [MaxPool2D(3)] [MeanSquaredError] [Sgd] public partial class Sparing;";
        LoadedNets nets = GeneratorHarness.Load(GeneratorHarness.Usings + Source);
        ITrainableNet clean = nets.TrainableNet("Sparing", seed: 1), other = nets.TrainableNet("Sparing", seed: 1);
        PoolsWithPlaces(clean.GetType()).ShouldBe(1);
        (float[] inputs, float[] targets) = NetBits.Batch(clean, 4, seed: 4);
        using ITrainer cleanTrainer = clean.CreateTrainer(), otherTrainer = other.CreateTrainer();
        float loss = cleanTrainer.TrainStep(inputs, targets);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (i % 10 == 9)
                inputs[i] = unread; // kernels of 5 stand at columns 0, 2 and 4
        }

        otherTrainer.TrainStep(inputs, targets).ShouldBe(loss);

        float.IsFinite(loss).ShouldBeTrue();
        NetBits.ParametersOf(other).ShouldBe(NetBits.ParametersOf(clean));
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

    private static int PoolsWithPlaces(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Count(method => method.Name == "ForwardWithPlaces")
        + type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Sum(PoolsWithPlaces);
}
