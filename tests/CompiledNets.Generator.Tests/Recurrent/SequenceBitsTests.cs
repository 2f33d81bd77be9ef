using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Steps;
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name) => TrainingBits.ShouldNotDependOnThreadsAndLanes(SequenceNets.Compiled, name, RowsOf(SequenceNets.Compiled.Net(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(SequenceNets.Compiled.Net(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_in_inference_mode_is_the_loss_of_training(string name)
    {
        ITrainableNet net = SequenceNets.Compiled.Net(name);
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
    public void Threads_that_share_what_is_worth_it_change_no_bit(int threads) =>
        Train(Shared.Value.TrainableNet("Shared", seed: 1), threads).ShouldBe(Train(Shared.Value.TrainableNet("Shared", seed: 1)));

    private static string Train(ITrainableNet net, int threads = 1) => TrainingBits.Of(net, threads, RowsOf(net));

    /// <summary>Some steps with all rows, and one with fewer.</summary>
    private static int[] RowsOf(ITrainableNet net) => [net.BatchSize, net.BatchSize, net.BatchSize, (net.BatchSize + 1) / 2];
}
