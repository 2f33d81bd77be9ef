using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>Recurrent nets give the same bits whatever the batch, the threads, the lanes and the unrolling.</summary>
public sealed class SequenceBitsTests
{
    private static readonly Lazy<LoadedNets> Unrolled = new(() => GeneratorHarness.Load(
    [.. from unroll in Enum.GetNames<Unroll>()
        select $"{GeneratorHarness.Usings}[CompiledNet(30, 5, BatchSize = 13, Unroll = Unroll.{unroll})] [Lstm(40, ReturnSequences = true)] [Gru(16)] [Dense(3)] [Huber] [Adam] public partial class Net{unroll};"]));

    private static readonly Lazy<LoadedNets> Shared = new(() => GeneratorHarness.Load(
        GeneratorHarness.Usings + "[CompiledNet(20, 9, BatchSize = 37)] [Gru(33, ReturnSequences = true, L2 = 1e-4)] [Lstm(20)] [Dense(3)] [CrossEntropy] [Adam(LearningRate = 0.01)] public partial class Shared;"));

    public static TheoryData<string> Names => SequenceNets.Names;

    public static TheoryData<string> WideNames => SequenceNets.WideNames;

    [Theory]
    [MemberData(nameof(WideNames))]
    public void Sixteen_lanes_give_the_bits_of_the_machines_own(string name) => Train(SequenceNets.WideNet(name)).ShouldBe(Train(SequenceNets.Net(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name)
    {
        const int Rows = 61;
        ITrainableNet net = SequenceNets.Net(name);
        float[] inputs = Batch(net, Rows, 5).Inputs, together = new float[Rows * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(inputs, together);
        for (int row = 0; row < Rows; row++)
        {
            net.Predict(inputs.AsSpan(row * net.InputSize, net.InputSize), alone);
            BitsOf(alone).ShouldBe(BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_in_inference_mode_is_the_loss_of_training(string name)
    {
        ITrainableNet net = SequenceNets.Net(name);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, net.BatchSize, 3);
        BitsOf(net.ComputeLoss(inputs, targets)).ShouldBe(BitsOf(trainer.ComputeGradients(inputs, targets)));
    }

    [Fact]
    public void Unrolling_changes_no_bit()
    {
        string expected = Train(Unrolled.Value.TrainableNet("NetAuto", seed: 1));
        Train(Unrolled.Value.TrainableNet("NetTiles", seed: 1)).ShouldBe(expected);
        Train(Unrolled.Value.TrainableNet("NetFull", seed: 1)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_change_no_bit(int threads) =>
        Train(Shared.Value.TrainableNet("Shared", seed: 1), threads).ShouldBe(Train(Shared.Value.TrainableNet("Shared", seed: 1)));

    /// <summary>Some steps with all rows and with fewer, then predictions.</summary>
    private static string Train(ITrainableNet net, int threads = 1)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        var losses = new List<float>();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(net, step < 3 ? net.BatchSize : (net.BatchSize + 1) / 2, step);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        losses.ShouldAllBe(loss => float.IsFinite(loss));
        (float[] rows, _) = Batch(net, 5, seed: 9);
        float[] outputs = new float[5 * net.OutputSize];
        net.Predict(rows, outputs);
        return BitsOf([.. losses, .. outputs]) + ParametersOf(net) + GradientsOf(trainer);
    }
}
