using System.Runtime.CompilerServices;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>A trainer in the wrong hands: two threads at once, after Dispose, with wrong arguments, forgotten.</summary>
public sealed class TrainerUseTests
{
    /// <summary>Long enough for any machine; reached only by a thread that hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>What a trainer can be asked to do, with other rows than those of the step before.</summary>
    private static readonly Dictionary<string, Action<ITrainer>> Members = new()
    {
        ["TrainStep"] = trainer => { (float[] inputs, float[] targets) = Other(trainer); trainer.TrainStep(inputs, targets); },
        ["TrainStep with labels"] = trainer => trainer.TrainStep(Other(trainer).Inputs, new int[5]),
        ["ComputeGradients"] = trainer => { (float[] inputs, float[] targets) = Other(trainer); trainer.ComputeGradients(inputs, targets); },
        ["ComputeGradients with labels"] = trainer => trainer.ComputeGradients(Other(trainer).Inputs, new int[5]),
        ["ApplyGradients"] = trainer => trainer.ApplyGradients(),
        ["ReadGradient"] = trainer => trainer.ReadGradient("dense3.bias", new float[10]),
        ["LearningRate"] = trainer => trainer.LearningRate = 1,
    };

    public static TheoryData<string> MemberNames => [.. Members.Keys];

    [Theory]
    [MemberData(nameof(MemberNames))]
    public void Whoever_comes_in_while_a_step_runs_is_refused_and_changes_nothing(string member)
    {
        ITrainableNet net = SharedNets.Net("Classifier"), undisturbed = SharedNets.Net("Classifier");
        using ITrainer trainer = net.CreateTrainer(threads: 2), twin = undisturbed.CreateTrainer(threads: 2);
        (float[] inputs, float[] targets) = Batch(net, SharedNets.BatchSize, 1);
        trainer.ComputeGradients(inputs, targets);
        twin.ComputeGradients(inputs, targets);

        TrainerInternals.WhileInUse(trainer, () => Should.Throw<InvalidOperationException>(() => Members[member](trainer))
            .Message.ShouldStartWith("Classifier trainer: a step is running on another thread"));

        trainer.LearningRate.ShouldBe(0.003);
        GradientsOf(trainer).ShouldBe(GradientsOf(twin));
        trainer.ApplyGradients();
        twin.ApplyGradients();
        ParametersOf(net).ShouldBe(ParametersOf(undisturbed));
    }

    [Fact]
    public void Disposing_while_a_step_runs_is_refused_and_leaves_the_trainer_whole()
    {
        using ITrainer trainer = SharedNets.Net("Classifier").CreateTrainer(threads: 2);

        TrainerInternals.WhileInUse(trainer, () => Should.Throw<InvalidOperationException>(trainer.Dispose).Message.ShouldContain("dispose"));

        TrainerInternals.Threads(trainer).ShouldAllBe(thread => thread.IsAlive);
        Members["TrainStep"](trainer);
    }

    [Fact]
    public void Of_threads_that_step_at_once_one_succeeds_and_the_others_are_refused()
    {
        const int Threads = 3, Steps = 200, MostAttempts = 1_000_000;
        ITrainableNet net = SharedNets.Net("Classifier"), alone = SharedNets.Net("Classifier");
        using ITrainer trainer = net.CreateTrainer(threads: 2), twin = alone.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, SharedNets.BatchSize, 1);
        var losses = new List<float>();
        int steps = 0, refused = 0, attempts = 0;
        Exception? other = null;
        using var start = new Barrier(Threads);

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            while ((Volatile.Read(ref steps) < Steps || Volatile.Read(ref refused) == 0) && Interlocked.Increment(ref attempts) < MostAttempts)
            {
                try
                {
                    float loss = trainer.TrainStep(inputs, targets);
                    lock (losses)
                        losses.Add(loss);
                    Interlocked.Increment(ref steps);
                }
                catch (InvalidOperationException exception) when (exception.Message.StartsWith("Classifier trainer: a step is running on another thread", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref refused);
                }
                catch (Exception exception)
                {
                    other = exception;
                }
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        other.ShouldBeNull();
        refused.ShouldBePositive("nobody came while another was inside: nothing was tested");
        float[] expected = [.. Enumerable.Range(0, steps).Select(_ => twin.TrainStep(inputs, targets))];
        BitsOf([.. losses.Order()]).ShouldBe(BitsOf([.. expected.Order()]));
        ParametersOf(net).ShouldBe(ParametersOf(alone));
    }

    [Theory]
    [MemberData(nameof(MemberNames))]
    public void A_disposed_trainer_is_refused_with_the_way_out(string member)
    {
        ITrainer trainer = SharedNets.Net("Classifier").CreateTrainer(threads: 2);
        trainer.Dispose();

        ObjectDisposedException thrown = Should.Throw<ObjectDisposedException>(() => Members[member](trainer));

        thrown.ObjectName.ShouldBe("Classifier.Trainer");
        thrown.Message.ShouldContain("CreateTrainer");
    }

    [Fact]
    public void A_disposed_trainer_can_be_disposed_again_and_asked_what_it_was()
    {
        ITrainableNet net = SharedNets.Net("Classifier");
        ITrainer trainer = net.CreateTrainer(threads: 2);
        trainer.Dispose();
        trainer.Dispose();

        trainer.Net.ShouldBeSameAs(net);
        trainer.Threads.ShouldBe(2);
        trainer.LearningRate.ShouldBe(0.003);
    }

    [Fact]
    public void Disposing_ends_the_threads()
    {
        ITrainer trainer = SharedNets.Net("Classifier").CreateTrainer(threads: 3);
        Thread[] threads = TrainerInternals.Threads(trainer);
        threads[1..].Select(thread => thread.Name).ShouldBe(["Classifier trainer 1", "Classifier trainer 2"]);
        threads[1..].ShouldAllBe(thread => thread.IsAlive);

        trainer.Dispose();

        threads[1..].ShouldAllBe(thread => !thread.IsAlive);
    }

    [Fact]
    public void A_forgotten_trainer_is_collected_and_its_threads_end()
    {
        (WeakReference trainer, Thread[] threads) = TrainAndForget();
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        trainer.IsAlive.ShouldBeFalse();
        threads.ShouldAllBe(thread => thread.Join(Hang));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference, Thread[]) TrainAndForget()
        {
            ITrainer trainer = SharedNets.Net("Classifier").CreateTrainer(threads: 3);
            Thread[] threads = TrainerInternals.Threads(trainer)[1..];
            Members["TrainStep"](trainer);
            return (new WeakReference(trainer), threads);
        }
    }

    [Theory]
    [InlineData("Classifier", 0)]
    [InlineData("Classifier", -1)]
    [InlineData("Small", 0)]
    public void A_trainer_without_threads_is_refused(string name, int threads)
    {
        ArgumentOutOfRangeException thrown = Should.Throw<ArgumentOutOfRangeException>(() => SharedNets.Net(name).CreateTrainer(threads));

        thrown.ParamName.ShouldBe("threads");
        thrown.ActualValue.ShouldBe(threads);
        thrown.Message.ShouldContain($"{name} trainer");
    }

    [Fact]
    public void A_step_with_more_rows_than_the_batch_size_is_refused_and_the_trainer_goes_on()
    {
        ITrainableNet net = SharedNets.Net("Classifier"), undisturbed = SharedNets.Net("Classifier");
        using ITrainer trainer = net.CreateTrainer(threads: 2), twin = undisturbed.CreateTrainer(threads: 2);
        (float[] inputs, float[] targets) = Batch(net, SharedNets.BatchSize, 1);
        (float[] tooMany, float[] targetsOfTooMany) = Batch(net, SharedNets.BatchSize + 1, 2);
        trainer.ComputeGradients(inputs, targets);
        twin.ComputeGradients(inputs, targets);

        ArgumentException thrown = Should.Throw<ArgumentException>(() => trainer.TrainStep(tooMany, targetsOfTooMany));

        thrown.ParamName.ShouldBe("inputs");
        thrown.Message.ShouldContain("at most 37 rows (BatchSize), but 38 rows came");
        trainer.ApplyGradients();
        twin.ApplyGradients();
        BitsOf(trainer.TrainStep(inputs, targets)).ShouldBe(BitsOf(twin.TrainStep(inputs, targets)));
        ParametersOf(net).ShouldBe(ParametersOf(undisturbed));
    }

    private static (float[] Inputs, float[] Targets) Other(ITrainer trainer) => Batch(trainer.Net, 5, 2);
}
