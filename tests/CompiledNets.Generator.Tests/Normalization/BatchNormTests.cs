using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>What batch normalisation keeps between steps, and what it refuses.</summary>
public sealed class BatchNormTests
{
    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load($"""
        {GeneratorHarness.Usings}
        [CompiledNet(3, BatchSize = 7)] [BatchNorm] [Dense(1)] [MeanSquaredError] [Adam] public partial class Features;
        [CompiledNet(2, 2, 3, BatchSize = 3)] [BatchNorm(Momentum = 0.3)] [Flatten] [Dense(1)] [MeanSquaredError] [AdamW] public partial class Image;
        [CompiledNet(3, BatchSize = 4)] [BatchNorm(Momentum = 1)] [Dense(1)] [MeanSquaredError] [Sgd] public partial class LastBatch;
        [CompiledNet(3, BatchSize = 4)] [BatchNorm(Momentum = 0)] [Dense(1)] [MeanSquaredError] [Sgd] public partial class NoBatch;
        """));

    /// <summary>
    /// PyTorch's <c>BatchNorm1d(3, momentum=0.1)</c>, <c>BatchNorm2d(2, momentum=0.3)</c> and <c>BatchNorm1d(3, momentum=1)</c> in double, in training mode over
    /// batches of <see cref="Inputs"/>: running_mean and running_var after each.
    /// </summary>
    public static TheoryData<string, int[], double[][]> RunningStatistics => new()
    {
        {
            "Features", [4, 4, 7, 2],
            [
                [-0.143359375, 0.13125, 0.01171875, 1.53228556, 1.34547933, 1.34547933],
                [-0.0399609375, 0.08765625, -0.139453125, 1.82453634, 1.65641073, 1.65641073],
                [-0.0271478795, 0.0807879464, -0.130530134, 2.14489788, 2.10267732, 2.10267732],
                [0.0997856585, 0.0773966518, -0.232320871, 2.85356483, 2.81556633, 2.81556633],
            ]
        },
        {
            "Image", [3, 1, 3, 2],
            [
                [-0.074609375, 0.138671875, 2.38881244, 2.38881244],
                [-0.250273437, 0.112304687, 3.17237928, 3.17237928],
                [-0.169071615, 0.0352539062, 3.80055794, 3.71168309],
                [-0.0880766927, -0.125908203, 4.45822478, 4.29411808],
            ]
        },
        {
            "LastBatch", [4, 2],
            [
                [-1.43359375, 1.3125, 0.1171875, 6.32285563, 4.45479329, 4.45479329],
                [0.53515625, -0.66015625, -1.85546875, 6.42947388, 6.42947388, 6.42947388],
            ]
        },
        { "NoBatch", [4, 2], [[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1]] },
    };

    [Theory]
    [MemberData(nameof(RunningStatistics))]
    public void Running_statistics_are_those_of_PyTorch(string name, int[] batches, double[][] expected)
    {
        ITrainableNet net = Loaded.Value.TrainableNet(name);
        using ITrainer trainer = net.CreateTrainer();
        for (int step = 0; step < batches.Length; step++)
        {
            trainer.TrainStep(Inputs(batches[step] * net.InputSize, step), new float[batches[step]]);
            Closeness.OfOneStep.Check(name, $"statistics after step {step}", Statistics(net), expected[step]);
        }
    }

    [Fact]
    public void They_begin_as_zero_and_one_and_are_no_parameters()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");

        Statistics(net).ShouldBe([0, 0, 0, 1, 1, 1]);
        Read(net, "batchNorm1.weight").ShouldBe([1, 1, 1]);
        Read(net, "batchNorm1.bias").ShouldBe([0, 0, 0]);
        net.ParameterCount.ShouldBe(3 + 3 + 3 + 1);
        net.Tensors.Select(tensor => (tensor.ToString(), tensor.IsTrained)).ShouldBe(
        [
            ("batchNorm1.weight [3]", true),
            ("batchNorm1.bias [3]", true),
            ("batchNorm1.running_mean [3]", false),
            ("batchNorm1.running_var [3]", false),
            ("dense1.weight [1, 3]", true),
            ("dense1.bias [1]", true),
        ]);
    }

    [Fact]
    public void They_have_no_gradient_and_that_is_said()
    {
        using ITrainer trainer = Loaded.Value.TrainableNet("Features").CreateTrainer();
        trainer.ComputeGradients(Inputs(6, 0), new float[2]);

        Should.Throw<ArgumentException>(() => trainer.ReadGradient("batchNorm1.running_mean", new float[3])).Message
            .ShouldStartWith("Features, name: The tensor 'batchNorm1.running_mean' is an average over batches, which no gradient changes.");
    }

    [Fact]
    public void They_move_with_an_update_and_not_before()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer();
        trainer.ComputeGradients(Inputs(12, 7), new float[4]);
        trainer.ComputeGradients(Inputs(12, 0), new float[4]);
        Statistics(net).ShouldBe([0, 0, 0, 1, 1, 1]);

        trainer.ApplyGradients();

        Closeness.OfOneStep.Check("Features", "statistics", Statistics(net), [-0.143359375, 0.13125, 0.01171875, 1.53228556, 1.34547933, 1.34547933]);
    }

    /// <summary>A loss, an activation, or a variance only: √∞ makes x̂ zero, and loss and gradients stay finite.</summary>
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void A_step_that_is_not_finite_leaves_them_as_they_were(float odd)
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer();
        trainer.TrainStep(Inputs(12, 0), new float[4]);
        string before = ParametersOf(net);
        float[] inputs = Inputs(12, 1);
        inputs[4] = odd;

        float.IsFinite(trainer.TrainStep(inputs, new float[4])).ShouldBeFalse();

        ParametersOf(net).ShouldBe(before);
        trainer.TrainStep(Inputs(12, 1), new float[4]);
        Closeness.OfOneStep.Check("Features", "statistics", Statistics(net), [-0.0399609375, 0.08765625, -0.139453125, 1.82453634, 1.65641073, 1.65641073]);
    }

    [Fact]
    public void Large_variances_are_none_of_that()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer();

        float.IsFinite(trainer.TrainStep([.. Inputs(12, 0).Select(x => x * 1e12f)], new float[4])).ShouldBeTrue();

        Read(net, "batchNorm1.running_var")[0].ShouldBeInRange(0.6e24f, 0.7e24f);
    }

    /// <summary>10,000 and a little: sums of squares of the values themselves would leave nothing of the variance.</summary>
    [Fact]
    public void The_variance_of_values_far_from_zero_is_exact()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("LastBatch");
        using ITrainer trainer = net.CreateTrainer();
        trainer.TrainStep([.. Inputs(12, 0).Select(x => x + 10_000)], new float[4]);
        Closeness.OfOneStep.Check("LastBatch", "variance", Read(net, "batchNorm1.running_var"), [6.32285563, 4.45479329, 4.45479329]);
    }

    [Fact]
    public void One_row_of_features_is_refused_and_changes_nothing()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features"), expected = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer(), undisturbed = expected.CreateTrainer();
        trainer.ComputeGradients(Inputs(12, 0), new float[4]);

        foreach (Action step in (Action[])[() => trainer.TrainStep(Inputs(3, 0), new float[1]), () => trainer.ComputeGradients(Inputs(3, 0), new float[1])])
        {
            ArgumentException refusal = Should.Throw<ArgumentException>(step);
            refusal.Message.ShouldStartWith("Features, inputs: There is one row, and layer 'batchNorm1' normalises each value over the rows of the batch");
            refusal.ParamName.ShouldBe("inputs");
        }

        trainer.ApplyGradients();
        undisturbed.TrainStep(Inputs(12, 0), new float[4]);
        ParametersOf(net).ShouldBe(ParametersOf(expected));
    }

    [Fact]
    public void Fit_refuses_data_that_leave_one_row_over()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer();

        Should.Throw<ArgumentException>(() => trainer.Fit(Dataset.WithTargets(Inputs(3 * 15, 0), new float[15], 15), cancellationToken: TestContext.Current.CancellationToken)).Message
            .ShouldContain("An epoch has 15 rows, which leaves 1 for the last batch of at most 7, and net Features normalises over the rows of a batch");
        trainer.Fit(Dataset.WithTargets(Inputs(3 * 16, 0), new float[16], 16), new TrainingOptions { Epochs = 1 }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Fit_puts_the_statistics_of_the_best_epoch_back()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Features");
        using ITrainer trainer = net.CreateTrainer();
        var data = Dataset.WithTargets(Inputs(3 * 7, 0), new float[7], 7);
        var afterEpochs = new List<float[]>();
        trainer.LearningRate = 0.2;
        var options = new TrainingOptions
        {
            Epochs = 30,
            Validation = Dataset.WithTargets(Inputs(3 * 7, 3), Inputs(7, 5), 7),
            EarlyStopping = new EarlyStopping { Patience = 3 },
            Progress = new SynchronousProgress<EpochReport>(_ => afterEpochs.Add(Statistics(net))),
        };
        TrainingHistory history = trainer.Fit(data, options, TestContext.Current.CancellationToken);

        history.RestoredEpoch.ShouldNotBeNull();
        history.RestoredEpoch.Value.ShouldBeLessThan(afterEpochs.Count);
        Statistics(net).ShouldBe(afterEpochs[history.RestoredEpoch.Value - 1]);
    }

    [Fact]
    public void They_are_saved_and_loaded()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Image"), loaded = Loaded.Value.TrainableNet("Image", seed: 3);
        using ITrainer trainer = net.CreateTrainer();
        trainer.TrainStep(Inputs(36, 0), new float[3]);
        string path = Path.Combine(Path.GetTempPath(), $"CompiledNets.{Guid.NewGuid():N}.safetensors");
        try
        {
            net.Save(path);
            loaded.Load(path);
        }
        finally
        {
            File.Delete(path);
        }

        ParametersOf(loaded).ShouldBe(ParametersOf(net));
        Statistics(loaded).ShouldNotContain(1f);
    }

    /// <summary>The gradient of a bias that the mean takes away again is 0; what rounding leaves would move it under Adam.</summary>
    [Theory]
    [InlineData("[Dense(9)] [BatchNorm] [Activate(Activation.Tanh)]", "dense1")]
    [InlineData("[Reshape(1, 2, 6)] [Conv2D(9, 2, Padding = 1)] [BatchNorm] [Activate(Activation.Tanh)] [Flatten]", "conv1")]
    [InlineData("[Reshape(3, 4)] [Conv1D(5, 3)] [BatchNorm] [Activate(Activation.Tanh)] [Flatten]", "conv1")]
    public void The_bias_of_a_linear_layer_before_it_stays_where_it_is(string layers, string layer)
    {
        ITrainableNet net = GeneratorHarness.Load(
            $"{GeneratorHarness.Usings} [CompiledNet(12, BatchSize = 5)] {layers} [Dense(1)] [MeanSquaredError] [Adam] public partial class Net;").TrainableNet("Net");
        using ITrainer trainer = net.CreateTrainer();
        float[] bias = Read(net, layer + ".bias"), weight = Read(net, layer + ".weight");
        for (int step = 0; step < 5; step++)
            trainer.TrainStep(Inputs(60, step), Inputs(5, step + 1));

        Read(net, layer + ".bias").ShouldBe(bias);
        Read(net, layer + ".weight").ShouldNotBe(weight);
    }

    /// <summary>Multiples of 1/128 from −3.94 to 3.94, exact in float.</summary>
    private static float[] Inputs(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => ((((i * 7919) + (seed * 104729)) % 1009) - 504) / 128f)];

    private static float[] Statistics(ITrainableNet net) => [.. Read(net, "batchNorm1.running_mean"), .. Read(net, "batchNorm1.running_var")];

    private static float[] Read(ITrainableNet net, string name)
    {
        float[] values = new float[net.Tensors.Single(tensor => tensor.Name == name).Length];
        net.ReadTensor(name, values);
        return values;
    }
}
