using System.Runtime.ExceptionServices;

namespace CompiledNets.Threading;

/// <summary>
/// What the threads of a <see cref="WorkerTeam"/> share. They hold this and not the team, so that a team that nobody
/// holds any more is collected, and its finalizer ends them.
/// </summary>
internal sealed unsafe class Crew
{
    private readonly Doorbell[] doorbells;
    private readonly Thread?[] threads;
    private readonly ExceptionDispatchInfo?[] failures;
    private ITeamTask? task;
    private int phase;
    private float* argument;
    private bool isEnding;
    private volatile bool hasFailures;

    /// <summary>The number of phases begun: workers wait for the next one.</summary>
    private PaddedInt begun;

    /// <summary>The workers, without the caller, who have not finished the phase.</summary>
    private PaddedInt busy;

    public Crew(int size, string name)
    {
        bool haveOwnCores = size <= Environment.ProcessorCount;
        doorbells = new Doorbell[size];
        threads = new Thread?[size];
        failures = new ExceptionDispatchInfo?[size];
        for (int worker = 0; worker < size; worker++)
            doorbells[worker] = new Doorbell(haveOwnCores);
        try
        {
            for (int worker = 1; worker < size; worker++)
                threads[worker] = Start(worker, $"{name} {worker}");
        }
        catch
        {
            End();
            throw;
        }
    }

    private Thread Start(int worker, string name)
    {
        var thread = new Thread(() => Work(worker)) { IsBackground = true, Name = name };
        thread.UnsafeStart();
        return thread;
    }

    public void Run(ITeamTask task, int phase, ref float argument)
    {
        // Another thread cannot take a reference along, but the address of what is pinned.
        fixed (float* address = &argument)
        {
            this.argument = address;
            Run(task, phase);
            this.argument = null;
        }

        if (hasFailures)
            ThrowFirstFailure();
    }

    private void Run(ITeamTask task, int phase)
    {
        this.task = task;
        this.phase = phase;
        busy.Value = doorbells.Length - 1;
        Interlocked.Increment(ref begun.Value);
        for (int worker = 1; worker < doorbells.Length; worker++)
            doorbells[worker].Ring();
        Execute(0);
        doorbells[0].Await(ref busy.Value, 0);
        this.task = null;
    }

    /// <summary>Ends the threads; does not wait for them.</summary>
    public void End()
    {
        isEnding = true;
        Interlocked.Increment(ref begun.Value);
        for (int worker = 1; worker < doorbells.Length; worker++)
            doorbells[worker].Ring();
    }

    /// <summary>Waits for the threads' end.</summary>
    public void Join()
    {
        foreach (Thread? thread in threads)
            thread?.Join();
    }

    private void Work(int worker)
    {
        for (int next = 1; ; next++)
        {
            doorbells[worker].Await(ref begun.Value, next);
            if (isEnding)
                return;
            Execute(worker);
            if (Interlocked.Decrement(ref busy.Value) == 0)
                doorbells[0].Ring();
        }
    }

    /// <summary>One share. Whatever it throws is kept until all have finished: see <see cref="ThrowFirstFailure"/>.</summary>
    private void Execute(int worker)
    {
        try
        {
            task!.Execute(phase, worker, doorbells.Length, ref *argument);
        }
        catch (Exception exception)
        {
            failures[worker] = ExceptionDispatchInfo.Capture(exception);
            hasFailures = true;
        }
    }

    private void ThrowFirstFailure()
    {
        ExceptionDispatchInfo first = failures.First(failure => failure is not null)!;
        Array.Clear(failures);
        hasFailures = false;
        first.Throw();
    }
}
