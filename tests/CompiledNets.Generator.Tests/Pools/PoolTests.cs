using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Pools;

/// <summary>Pools against their definition in double, and what of them no difference shows: ties, NaN, and the same bits however they are computed.</summary>
public sealed class PoolTests
{
    private const int BatchSize = 7;

    private const double Step = 1e-6;

    /// <summary>Between them: channels around 8, 16 and 17; windows side by side, overlapping and apart; dropped borders; windows in loops; single lines and pixels.</summary>
    private static readonly PoolCase[] Cases =
    [
        new("Max", "MaxPool2D", [8, 6, 6], 2, 2),
        new("MaxOfOneChannel", "MaxPool2D", [1, 4, 6], 2, 2),
        new("MaxWithBorders", "MaxPool2D", [7, 5, 7], 2, 2),
        new("MaxOverlapping", "MaxPool2D", [9, 7, 9], 3, 2),
        new("MaxOfEachPlace", "MaxPool2D", [16, 4, 5], 2, 1),
        new("MaxApart", "MaxPool2D", [17, 6, 7], 2, 3),
        new("MaxOfPixels", "MaxPool2D", [24, 2, 3], 1, 1),
        new("MaxOfPixelsApart", "MaxPool2D", [10, 3, 5], 1, 2),
        new("MaxOfOnePixel", "MaxPool2D", [5, 1, 1], 1, 1),
        new("MaxOfAll", "MaxPool2D", [33, 3, 3], 3, 3),
        new("MaxByLines", "MaxPool2D", [3, 15, 9], 8, 7),
        new("MaxByLoops", "MaxPool2D", [2, 37, 38], 35, 1),
        new("MaxLast", "MaxPool2D", [8, 4, 4], 2, 2, IsLast: true),
        new("MaxLastOverlapping", "MaxPool2D", [16, 3, 3], 2, 1, IsLast: true),
        new("MaxLastOfOne", "MaxPool2D", [16, 2, 2], 2, 2, IsLast: true),
        new("MaxLine", "MaxPool1D", [8, 10], 2, 2),
        new("MaxLineOverlapping", "MaxPool1D", [19, 11], 3, 2),
        new("MaxLineLong", "MaxPool1D", [1, 211], 105, 53),
        new("Average", "AveragePool2D", [8, 6, 6], 2, 2),
        new("AverageWithBorders", "AveragePool2D", [6, 8, 7], 3, 3),
        new("AverageOverlapping", "AveragePool2D", [15, 5, 7], 3, 1),
        new("AverageApart", "AveragePool2D", [25, 6, 7], 2, 4),
        new("AverageByLines", "AveragePool2D", [4, 21, 24], 11, 10),
        new("AverageByLoops", "AveragePool2D", [1, 101, 102], 90, 11),
        new("AverageLast", "AveragePool2D", [9, 4, 4], 2, 2, IsLast: true),
        new("AverageLine", "AveragePool1D", [16, 9], 3, 3),
        new("AverageLineApart", "AveragePool1D", [3, 12], 2, 5),
        new("Global", "GlobalAveragePool2D", [8, 4, 4], 0, 1),
        new("GlobalOfOnePixel", "GlobalAveragePool2D", [20, 1, 1], 0, 1),
        new("GlobalOdd", "GlobalAveragePool2D", [10, 3, 5], 0, 1),
        new("GlobalLarge", "GlobalAveragePool2D", [17, 13, 13], 0, 1),
        new("GlobalLast", "GlobalAveragePool2D", [16, 3, 4], 0, 1, IsLast: true),
    ];

    private static readonly Lazy<(LoadedNets Own, LoadedNets Wide)> Loaded = new(() =>
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + string.Concat(Cases.Select(pool => pool.Source(BatchSize))));
        return (LoadedNets.Load(run), LoadedNets.Load(run.WithWideLanes()));
    });

    public static TheoryData<string> Names => [.. Cases.Select(pool => pool.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_the_definition_in_double(string name)
    {
        PoolCase pool = Case(name);
        ITrainableNet net = Net(name);
        using ITrainer trainer = net.CreateTrainer();
        foreach (int rows in (int[])[BatchSize, 1, 3])
        {
            (float[] inputs, float[] targets) = Batch(net, rows, rows);
            double[][] inputRows = Rows(inputs, net.InputSize), targetRows = Rows(targets, net.OutputSize);
            Dictionary<string, double[]> parameters = net.Tensors.ToDictionary(tensor => tensor.Name, tensor => Read(net.ReadTensor, tensor));

            float[] outputs = new float[rows * net.OutputSize];
            net.Predict(inputs, outputs);
            Closeness.OfOneStep.Check(name, "outputs", outputs, [.. inputRows.SelectMany(row => pool.Predict(parameters, row))]);
            Closeness.OfOneStep.Check(name, "loss", trainer.ComputeGradients(inputs, targets), pool.Loss(parameters, inputRows, targetRows));
            foreach (TensorInfo tensor in net.Tensors)
            {
                double[] values = parameters[tensor.Name], gradient = Read(trainer.ReadGradient, tensor);
                for (int i = 0; i < values.Length; i += Math.Max(1, values.Length / 60))
                {
                    double value = values[i];
                    values[i] = value + Step;
                    double above = pool.Loss(parameters, inputRows, targetRows);
                    values[i] = value - Step;
                    double below = pool.Loss(parameters, inputRows, targetRows);
                    values[i] = value;
                    Closeness.OfOneStep.Check(name, $"gradient of {tensor.Name}[{i}], {rows} rows", (float)gradient[i], (above - below) / (2 * Step));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_a_batch(string name)
    {
        const int Count = 53;
        ITrainableNet net = Net(name);
        float[] inputs = Batch(net, Count, 5).Inputs, together = new float[Count * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(inputs, together);
        for (int row = 0; row < Count; row++)
        {
            net.Predict(inputs.AsSpan(row * net.InputSize, net.InputSize), alone);
            BitsOf(alone).ShouldBe(BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_wide_lanes_change_no_bit(string name)
    {
        string expected = BitsAfterTraining(Net(name), threads: 1);
        BitsAfterTraining(Net(name), threads: 2).ShouldBe(expected);
        BitsAfterTraining(Net(name), threads: 3).ShouldBe(expected);
        BitsAfterTraining(Loaded.Value.Wide.TrainableNet(name, seed: 7), threads: 1).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Max")]
    [InlineData("MaxOverlapping")]
    [InlineData("MaxApart")]
    [InlineData("MaxByLines")]
    [InlineData("MaxByLoops")]
    [InlineData("MaxLineLong")]
    public void Of_equal_values_the_first_gets_the_gradient(string name)
    {
        PoolCase pool = Case(name);
        ITrainableNet net = Net(name);
        net.WriteTensor("dense1.weight", new float[pool.ImageLength * PoolCase.Inputs]);
        net.WriteTensor("dense1.bias", [.. Enumerable.Repeat(0.75f, pool.ImageLength)]);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, 1, 2);

        trainer.ComputeGradients(inputs, targets);

        double[] gradient = Read(trainer.ReadGradient, net.Tensors.Single(tensor => tensor.Name == "dense1.bias"));
        bool[] isFirst = [.. Enumerable.Range(0, pool.ImageLength).Select(pool.IsFirstOfWindow)];
        isFirst.Count(first => first).ShouldBe(pool.PooledLength);
        gradient.Select(value => value != 0).ShouldBe(isFirst);
    }

    [Theory]
    [InlineData("MaxLast")]
    [InlineData("MaxLastOverlapping")]
    [InlineData("MaxLastOfOne")]
    [InlineData("AverageLast")]
    public void A_window_with_a_NaN_gives_NaN_and_the_others_do_not(string name)
    {
        PoolCase pool = Case(name);
        ITrainableNet net = Net(name);
        float[] bias = new float[pool.ImageLength], outputs = new float[net.OutputSize];
        for (int i = 0; i < pool.ImageLength; i++)
        {
            Array.Clear(bias);
            bias[i] = float.NaN;
            net.WriteTensor("dense1.bias", bias);
            net.Predict([0.5f, -1, 2], outputs);
            double[] marks = new double[pool.ImageLength];
            marks[i] = double.NaN;
            outputs.Select(float.IsNaN).ShouldBe(pool.Apply(marks).Select(double.IsNaN), $"value {i}");
        }
    }

    [Fact]
    public void The_first_layer_may_be_a_pool()
    {
        ICompiledNet net = GeneratorHarness.Load(GeneratorHarness.Usings + "[CompiledNet(3, 3, 5)] [MaxPool2D(2, Stride = 1)] public partial class OfImage;").Net("OfImage");
        var pool = new PoolCase("OfImage", "MaxPool2D", [3, 3, 5], 2, 1);
        float[] inputs = [.. Enumerable.Range(0, 2 * 45).Select(i => (float)(i * 37 % 91))], outputs = new float[2 * net.OutputSize];

        net.Predict(inputs, outputs);

        outputs.Select(value => (double)value).ShouldBe(Rows(inputs, 45).SelectMany(pool.Apply));
    }

    [Fact]
    public void A_single_pixel_comes_through_as_it_is()
    {
        ICompiledNet net = GeneratorHarness.Load(GeneratorHarness.Usings + "[CompiledNet(3, 1, 1)] [AveragePool2D(1)] public partial class OfPixel;").Net("OfPixel");
        float[] inputs = [1, -2, 3, 4, 5, -6], outputs = new float[6];

        net.Predict(inputs, outputs);

        outputs.ShouldBe(inputs);
    }

    private static PoolCase Case(string name) => Cases.Single(pool => pool.Name == name);

    private static ITrainableNet Net(string name) => Loaded.Value.Own.TrainableNet(name, seed: 7);

    private delegate void TensorReader(string name, Span<float> destination);

    private static double[] Read(TensorReader read, TensorInfo tensor)
    {
        float[] values = new float[tensor.Length];
        read(tensor.Name, values);
        return [.. values.Select(value => (double)value)];
    }

    private static double[][] Rows(float[] values, int width) => [.. values.Select(value => (double)value).Chunk(width)];

    private static string BitsAfterTraining(ITrainableNet net, int threads)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        var losses = new List<float>();
        foreach (int rows in (int[])[BatchSize, BatchSize, 3, 1])
        {
            (float[] inputs, float[] targets) = Batch(net, rows, losses.Count);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        return BitsOf([.. losses]) + ParametersOf(net) + GradientsOf(trainer);
    }
}
