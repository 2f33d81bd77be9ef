using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Generated nets that normalise or drop, against plain ones in double and against themselves.</summary>
public sealed class NormalizationTests
{
    private const int Seed = 7, EveryComponent = int.MaxValue;

    private static readonly NetVariants Nets = new(Seed, NormalizationNets.All.Select(net => net.Source)) { Prepare = DrawTensors };

    public static TheoryData<string> Names => [.. NormalizationNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_losses_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = Reference(name);
        NetComparison.CheckDrawn(reference, Nets.Net(name), Seed, EveryComponent, [reference.BatchSize]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_train_step_is_gradients_computed_any_number_of_times_and_applied_once(string name)
    {
        ITrainableNet apart = Nets.Net(name), fused = Nets.Net(name);
        using ITrainer apartTrainer = apart.CreateTrainer(), fusedTrainer = fused.CreateTrainer();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(apart, RowsOf(name, step), step);
            float first = apartTrainer.ComputeGradients(inputs, targets);
            float second = apartTrainer.ComputeGradients(inputs, targets);
            apartTrainer.ApplyGradients();
            float whole = fusedTrainer.TrainStep(inputs, targets);
            BitsOf(first, second).ShouldBe(BitsOf(whole, whole), $"step {step}");
        }

        ParametersOf(apart).ShouldBe(ParametersOf(fused));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name) =>
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, [.. Enumerable.Range(0, 4).Select(step => RowsOf(name, step))]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Nets.Net(name));

    /// <summary>Full batches, and every second time a smaller one, of two rows at least if there can be.</summary>
    private static int RowsOf(string name, int step)
    {
        int batchSize = Reference(name).BatchSize;
        return step % 2 == 0 ? batchSize : Math.Min(batchSize, (batchSize / 2) + 1);
    }

    private static ReferenceNet Reference(string name) => NormalizationNets.All.Single(net => net.Name == name);

    /// <summary>Draws all tensors at random, also those that begin as 0 or 1.</summary>
    private static void DrawTensors(ITrainableNet net)
    {
        var random = new Random(3);
        foreach (TensorInfo tensor in net.Tensors)
        {
            float least = tensor.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.1f : -0.5f;
            net.WriteTensor(tensor.Name, [.. Enumerable.Range(0, tensor.Length).Select(_ => (random.NextSingle() * 1.5f) + least)]);
        }
    }
}
