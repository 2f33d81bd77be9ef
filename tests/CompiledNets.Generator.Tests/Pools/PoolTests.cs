using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Reference.Layers;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Pools;

/// <summary>Pools against their definition in double, and what of them no difference shows: ties, NaN, and the same bits however they are computed.</summary>
public sealed class PoolTests
{
    private const int Seed = 7, CheckedComponents = 60;

    private static readonly NetVariants Nets = new(Seed, PoolNets.All.Select(net => net.Source));

    public static TheoryData<string> Names => [.. PoolNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_the_definition_in_double(string name)
    {
        int[] rows = [PoolNets.BatchSize, 1, 3];
        NetComparison.CheckDrawn(Reference(name), Nets.Net(name), Seed, CheckedComponents, rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Nets.Net(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name) =>
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, PoolNets.BatchSize, PoolNets.BatchSize, 3, 1);

    [Theory]
    [InlineData("Max")]
    [InlineData("MaxOverlapping")]
    [InlineData("MaxApart")]
    [InlineData("MaxByLines")]
    [InlineData("MaxByLoops")]
    [InlineData("MaxLineLong")]
    public void Of_equal_values_the_first_gets_the_gradient(string name)
    {
        int[][] windows = WindowsOf(name);
        ITrainableNet net = Nets.Net(name);
        foreach (TensorInfo tensor in net.Tensors.Where(tensor => tensor.Name.StartsWith("dense1.", StringComparison.Ordinal)))
            net.WriteTensor(tensor.Name, [.. Enumerable.Repeat(tensor.Name == "dense1.bias" ? 0.75f : 0, tensor.Length)]);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = NetBits.Batch(net, 1, 2);

        trainer.ComputeGradients(inputs, targets);

        double[] gradient = NetTensors.GradientsOf(trainer)["dense1.bias"];
        Enumerable.Range(0, gradient.Length).Where(place => gradient[place] != 0).ShouldBe(windows.Select(window => window[0]).Order());
    }

    [Theory]
    [InlineData("MaxLast")]
    [InlineData("MaxLastOverlapping")]
    [InlineData("MaxLastOfOne")]
    [InlineData("AverageLast")]
    public void A_window_with_a_NaN_gives_NaN_and_the_others_do_not(string name)
    {
        int[][] windows = WindowsOf(name);
        ITrainableNet net = Nets.Net(name);
        float[] bias = new float[net.Tensors.Single(tensor => tensor.Name == "dense1.bias").Length], outputs = new float[net.OutputSize];
        for (int i = 0; i < bias.Length; i++)
        {
            Array.Clear(bias);
            bias[i] = float.NaN;
            net.WriteTensor("dense1.bias", bias);
            net.Predict([0.5f, -1, 2], outputs);
            outputs.Select(float.IsNaN).ShouldBe(windows.Select(window => window.Contains(i)), $"value {i}");
        }
    }

    [Fact]
    public void The_first_layer_may_be_a_pool()
    {
        const string Pool = "[MaxPool2D(2, Stride = 1)]";
        ICompiledNet net = GeneratorHarness.Load($"{GeneratorHarness.Usings}[CompiledNet(3, 3, 5)] {Pool} public partial class OfImage;").Net("OfImage");
        var pool = new PoolLayer("pool", DeclaredAttribute.Parse(Pool).Single());
        float[] inputs = [.. Enumerable.Range(0, 2 * 45).Select(i => (float)(i * 37 % 91))], outputs = new float[2 * net.OutputSize];

        net.Predict(inputs, outputs);

        Batch expected = pool.BeforeActivation(Batch.Of([3, 3, 5], inputs.Select(value => (double)value)), ForwardPass.OfInference([]));
        outputs.Select(value => (double)value).ShouldBe(expected.Values);
    }

    [Fact]
    public void A_single_pixel_comes_through_as_it_is()
    {
        ICompiledNet net = GeneratorHarness.Load(GeneratorHarness.Usings + "[CompiledNet(3, 1, 1)] [AveragePool2D(1)] public partial class OfPixel;").Net("OfPixel");
        float[] inputs = [1, -2, 3, 4, 5, -6], outputs = new float[6];

        net.Predict(inputs, outputs);

        outputs.ShouldBe(inputs);
    }

    private static ReferenceNet Reference(string name) => PoolNets.All.Single(net => net.Name == name);

    /// <summary>For each of a pool's outputs the places in its image, one channel after the other, that the window sees.</summary>
    private static int[][] WindowsOf(string name)
    {
        ReferenceNet net = Reference(name);
        int[] shape = net.Layers[1].OutputShape(net.InputShape);
        int[][] ofOneChannel = ((PoolLayer)net.Layers[2]).Window.Places(shape);
        int plane = Batch.SizeOf(shape) / shape[0];
        return [.. from channel in Enumerable.Range(0, shape[0]) from window in ofOneChannel select window.Select(place => (channel * plane) + place).ToArray()];
    }
}
