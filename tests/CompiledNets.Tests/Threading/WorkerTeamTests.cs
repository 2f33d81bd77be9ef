using System.Runtime.CompilerServices;
using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

public sealed class WorkerTeamTests
{
    /// <summary>Long enough for any machine; reached only by a thread that hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    public static readonly TheoryData<int> TeamSizes = new(1, 2, 3, 8);

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void Every_worker_executes_every_phase_once_and_Run_waits_for_all(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        var counts = new int[threads];
        int wrong = 0;
        var task = new ActionTask((phase, worker, workers) =>
        {
            // All shares of the phases before must be visible here.
            if (workers != threads || counts[(worker + phase) % workers] < phase)
                Interlocked.Increment(ref wrong);
        });
        var counting = new ActionTask((_, worker, _) => counts[worker]++);
        for (int phase = 0; phase < 2000; phase++)
        {
            team.Run(task, phase);
            team.Run(counting, phase);
            counts.ShouldAllBe(count => count == phase + 1);
        }

        wrong.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void Ranges_of_a_team_cover_all_items(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        var touched = new int[1000];
        team.Run(
            new ActionTask((_, worker, workers) =>
            {
                WorkRange range = WorkRange.Of(touched.Length, 16, worker, workers);
                for (int i = range.Start; i < range.End; i++)
                    touched[i]++;
            }),
            0);
        touched.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void The_caller_is_worker_zero_and_the_others_are_named_background_threads()
    {
        using var team = new WorkerTeam(3, "net");
        var threads = new Thread[3];
        team.Run(new ActionTask((_, worker, _) => threads[worker] = Thread.CurrentThread), 0);
        threads[0].ShouldBeSameAs(Thread.CurrentThread);
        threads[1..].ShouldAllBe(thread => thread.IsBackground);
        threads[1..].Select(thread => thread.Name).ShouldBe(["net 1", "net 2"]);
    }

    [Fact]
    public void Workers_that_fell_asleep_take_part_in_the_next_phase()
    {
        using var team = new WorkerTeam(3, "test");
        var threads = new Thread[3];
        int done = 0;
        var task = new ActionTask((_, worker, _) =>
        {
            threads[worker] = Thread.CurrentThread;
            Interlocked.Increment(ref done);
        });
        team.Run(task, 0);
        for (int phase = 1; phase <= 10; phase++)
        {
            SpinWait.SpinUntil(() => threads[1..].All(IsAsleep), Hang).ShouldBeTrue("idle workers must go to sleep");
            team.Run(task, phase);
            done.ShouldBe(3 * (phase + 1));
        }
    }

    [Fact]
    public void A_caller_that_fell_asleep_is_woken_by_the_last_worker()
    {
        using var team = new WorkerTeam(3, "test");
        Thread caller = Thread.CurrentThread;
        bool slept = true;
        for (int phase = 0; phase < 10; phase++)
        {
            team.Run(
                new ActionTask((_, worker, _) =>
                {
                    if (worker != 0)
                        slept &= SpinWait.SpinUntil(() => IsAsleep(caller), Hang);
                }),
                phase);
        }

        slept.ShouldBeTrue("a caller with nothing to do must go to sleep");
    }

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void A_phase_that_is_not_shared_is_the_callers_alone(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        var executed = new List<(Thread Thread, int Phase, int Worker, int Workers)>();
        float nothing = 0;
        team.Run(new ActionTask((phase, worker, workers) => executed.Add((Thread.CurrentThread, phase, worker, workers))), 7, ref nothing, isShared: false);
        executed.ShouldBe([(Thread.CurrentThread, 7, 0, 1)]);
    }

    [Fact]
    public void A_team_without_work_to_share_keeps_its_number_and_runs_everything_on_the_calling_thread()
    {
        using var team = new WorkerTeam(3, "test", sharesWork: false);
        team.Threads.ShouldBe(3);
        var executed = new List<(Thread Thread, int Worker, int Workers)>();
        team.Run(new ActionTask((_, worker, workers) => executed.Add((Thread.CurrentThread, worker, workers))), 0);
        executed.ShouldBe([(Thread.CurrentThread, 0, 1)]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailAs(int phase, int worker) => throw new InvalidDataException($"phase {phase}, worker {worker}");

    private static bool IsAsleep(Thread thread) => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void The_exception_of_the_first_failing_worker_is_thrown_after_all_have_finished_and_the_team_goes_on(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        int finished = 0;
        for (int failing = 0; failing < threads; failing++)
        {
            int first = failing;
            var task = new ActionTask((phase, worker, _) =>
            {
                Interlocked.Increment(ref finished);
                if (worker >= first)
                    FailAs(phase, worker);
            });
            InvalidDataException thrown = Should.Throw<InvalidDataException>(() => team.Run(task, 7));
            thrown.Message.ShouldBe($"phase 7, worker {first}");
            thrown.StackTrace.ShouldNotBeNull().ShouldContain(nameof(FailAs));
            finished.ShouldBe(threads * (failing + 1));
        }

        team.Run(new ActionTask((_, _, _) => Interlocked.Decrement(ref finished)), 0);
        finished.ShouldBe(threads * (threads - 1));
    }

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void Run_does_not_allocate(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        var task = new ActionTask((_, _, _) => { });
        Allocations.Of(1000, () => team.Run(task, 0)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_team_without_threads_is_refused(int threads)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new WorkerTeam(threads, "DigitClassifier", sharesWork: false));
        ArgumentOutOfRangeException thrown = Should.Throw<ArgumentOutOfRangeException>(() => new WorkerTeam(threads, "DigitClassifier"));
        thrown.ParamName.ShouldBe("threads");
        thrown.Message.ShouldContain("DigitClassifier");
        thrown.ActualValue.ShouldBe(threads);
    }

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void Dispose_ends_the_threads_once_and_Run_is_refused_afterwards(int threads)
    {
        var team = new WorkerTeam(threads, "test");
        var workers = new Thread[threads];
        var task = new ActionTask((_, worker, _) => workers[worker] = Thread.CurrentThread);
        team.Run(task, 0);
        team.Dispose();
        workers[1..].ShouldAllBe(thread => !thread.IsAlive);
        team.Dispose();
        Should.Throw<ObjectDisposedException>(() => team.Run(task, 1));
    }

    [Fact]
    public void A_team_that_never_ran_can_be_disposed() => new WorkerTeam(4, "test").Dispose();

    [Theory]
    [MemberData(nameof(TeamSizes))]
    public void A_share_can_neither_run_a_phase_nor_dispose_the_team(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        var nothing = new ActionTask((_, _, _) => { });
        Should.Throw<InvalidOperationException>(() => team.Run(new ActionTask((_, _, _) => team.Run(nothing, 5)), 4)).Message.ShouldContain("Phase 5");
        Should.Throw<InvalidOperationException>(() => team.Run(new ActionTask((_, _, _) => team.Dispose()), 4)).Message.ShouldContain("disposed");
        team.Run(nothing, 6);
    }

    [Fact]
    public void A_team_that_is_forgotten_ends_its_threads()
    {
        Thread[] workers = RunAndForget();
        Collect();
        workers.ShouldAllBe(thread => thread.Join(Hang));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Thread[] RunAndForget()
        {
            var team = new WorkerTeam(3, "forgotten");
            var threads = new Thread[3];
            team.Run(new ActionTask((_, worker, _) => threads[worker] = Thread.CurrentThread), 0);
            return threads[1..];
        }
    }

    [Fact]
    public void A_task_is_not_held_on_to_between_runs()
    {
        using var team = new WorkerTeam(3, "test");
        WeakReference task = RunOnce(team);
        Collect();
        task.IsAlive.ShouldBeFalse();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference RunOnce(WorkerTeam team)
        {
            int executed = 0;
            var task = new ActionTask((_, _, _) => Interlocked.Increment(ref executed));
            team.Run(task, 0);
            return new WeakReference(task);
        }
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
