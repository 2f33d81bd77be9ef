using System.Runtime.InteropServices;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Steps that threads share: which phases, the same bits as alone, and no allocation.</summary>
public sealed class SharedStepTests
{
    public static TheoryData<string> Names => SharedNets.Names;

    public static TheoryData<string, int> NamesAndThreads => new(
        from name in SharedNets.Names
        from threads in (int[])[2, 3, 8]
        select (name.Data, threads));

    [Theory]
    [InlineData("Classifier", "gradients (of 8 rows and more), gradients with the update, update")]
    [InlineData("Regressor", "gradients (of 6 rows and more), update")]
    public void Every_phase_of_these_nets_is_shared(string name, string after)
    {
        SharedNets.SourceOf(name).ShouldContain($"// Threads of a trainer share: transposed weights, rows (of 8 and more), {after}.\n");
        SharedNets.SourceOf(name).ShouldNotContain("isShared: false");
    }

    [Fact]
    public void Gradients_may_be_shared_only_with_the_update() =>
        SharedNets.SourceOf("FusedOnly").ShouldContain("// Threads of a trainer share: gradients with the update, update.\n");

    [Theory]
    [InlineData("Normalized", "transposed weights, rows (of 8 and more), gradients (of 4 rows and more), update")]
    [InlineData("WideBatchNorm", "transposed weights, rows (of 16 and more), batch statistics (of 32 rows and more), gradients (of 15 rows and more), update")]
    [InlineData("Images", "rows (of 8 and more), gradients (of 12 rows and more), update")]
    public void Rows_are_shared_also_where_a_layer_couples_them(string name, string shared) =>
        SharedNets.SourceOf(name).ShouldContain($"// Threads of a trainer share: {shared}.\n");

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void Threads_change_no_bit(string name, int threads) => Train(SharedNets.Net(name), threads).ShouldBe(Train(SharedNets.Net(name), 1));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_thread_of_a_step_allocates(string name)
    {
        ITrainableNet net = SharedNets.Net(name);
        using ITrainer trainer = net.CreateTrainer(threads: 2);
        (float[] inputs, float[] targets) = Batch(net, net.BatchSize, 1);
        trainer.TrainStep(inputs, targets);

        // The least of some measurements: the runtime itself now and then allocates on a thread that it interrupts.
        long leastOfCaller = long.MaxValue, leastOfWorker = long.MaxValue;
        for (int measurement = 0; measurement < 100 && (leastOfCaller > 0 || leastOfWorker > 0); measurement++)
        {
            long workerBefore = AllocatedByWorker(), before = GC.GetAllocatedBytesForCurrentThread();
            for (int step = 0; step < 20; step++)
            {
                trainer.TrainStep(inputs, targets);
                trainer.ComputeGradients(inputs, targets);
                trainer.ApplyGradients();
            }

            leastOfCaller = Math.Min(leastOfCaller, GC.GetAllocatedBytesForCurrentThread() - before);
            leastOfWorker = Math.Min(leastOfWorker, AllocatedByWorker() - workerBefore);
        }

        leastOfCaller.ShouldBe(0, "the caller");
        leastOfWorker.ShouldBe(0, "the worker");

        long AllocatedByWorker() => TrainerInternals.OnEach(trainer, GC.GetAllocatedBytesForCurrentThread)[1];
    }

    [Fact]
    public void A_small_net_starts_no_thread_and_still_says_how_many_were_asked_for()
    {
        SharedNets.SourceOf("Small").ShouldContain("// A step runs on the calling thread alone");
        using ITrainer trainer = SharedNets.Net("Small").CreateTrainer(threads: 8);
        trainer.Threads.ShouldBe(8);
        TrainerInternals.Threads(trainer).ShouldBe([Thread.CurrentThread]);
    }

    /// <summary>Some steps, the last with rows enough to share and with too few; all losses and the parameters afterwards.</summary>
    private static string Train(ITrainableNet net, int threads)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        var losses = new List<float>();
        foreach (int rows in (int[])[SharedNets.BatchSize, SharedNets.BatchSize, SharedNets.BatchSize, 11, 3])
        {
            (float[] inputs, float[] targets) = Batch(net, Math.Min(rows, net.BatchSize), losses.Count);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        losses.ShouldAllBe(loss => float.IsFinite(loss));
        return BitsOf(CollectionsMarshal.AsSpan(losses)) + ParametersOf(net);
    }
}
