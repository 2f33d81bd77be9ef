namespace CompiledNets.Threading;

/// <summary>
/// Threads that work through the phases of a task together: <see cref="Run"/> hands each its share and returns when all are
/// done. The caller is one of them. A phase costs neither an allocation nor, while the workers are awake, a lock.
/// </summary>
/// <remarks>
/// Workers that have waited some 50 µs for the next phase sleep until it comes. They are background threads, and end with the team:
/// when it is disposed, or collected by the garbage collector. A team is for one caller at a time: whoever has several keeps them apart, by
/// <see cref="ExclusiveUse"/>. It finds a share that calls it by itself.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    private const int Idle = 0, Running = 1, Disposed = 2;

    /// <summary>The other workers; there is none in a team of one, or without work to share.</summary>
    private readonly Crew? crew;

    /// <summary>Written by the caller alone; a share sees it, since workers begin behind a fence.</summary>
    private volatile int state;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">The number of workers, the calling thread included; 1 starts no thread.</param>
    /// <param name="name">What the threads are called in a debugger, followed by their number.</param>
    /// <param name="sharesWork">Whether there is anything to share. If not, no thread is started: all phases run on the calling thread.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public WorkerTeam(int threads, string name, bool sharesWork = true)
    {
        if (threads < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(threads), threads, $"{name}: a team of {threads} threads can do no work; pass 1 for the calling thread alone, or more.");
        }

        Threads = threads;
        if (threads > 1 && sharesWork)
            crew = new Crew(threads, name);
        else
            GC.SuppressFinalize(this);
    }

    /// <summary>Ends the threads of a team that was forgotten.</summary>
    ~WorkerTeam() => crew?.End();

    /// <summary>The number of threads that it was made for, the calling thread included.</summary>
    public int Threads { get; }

    /// <summary>One phase: all workers execute their shares, the caller as worker 0, and the last to finish lets the caller go on.</summary>
    /// <param name="task">What to do; not held on to afterwards.</param>
    /// <param name="phase">Passed on to <see cref="ITeamTask.Execute"/>.</param>
    /// <param name="argument">Passed on to all workers: the first of the caller's floats, pinned while the phase runs.</param>
    /// <param name="isShared">Whether it is worth the waiting for each other. If not, the caller executes all of it, as the only worker, and the others sleep on.</param>
    /// <remarks>
    /// If shares throw, the exception of the worker with the lowest number is thrown again after all have finished, and
    /// the others are dropped. The team can go on.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The team was disposed.</exception>
    /// <exception cref="InvalidOperationException">A phase is running: a share called this.</exception>
    public void Run(ITeamTask task, int phase, ref float argument, bool isShared = true)
    {
        ArgumentNullException.ThrowIfNull(task);
        ObjectDisposedException.ThrowIf(state == Disposed, this);
        if (state == Running)
            throw new InvalidOperationException($"Phase {phase} cannot start while another runs on this team of {Threads}; run phases one after the other, or on a team of their own.");
        state = Running;
        try
        {
            if (crew is null || !isShared)
                task.Execute(phase, 0, 1, ref argument);
            else
                crew.Run(task, phase, ref argument);
        }
        finally
        {
            state = Idle;
        }
    }

    /// <summary>Ends the threads and waits for their end.</summary>
    /// <exception cref="InvalidOperationException">A phase is running.</exception>
    public void Dispose()
    {
        if (state == Running)
            throw new InvalidOperationException($"This team of {Threads} cannot be disposed while it runs a phase; dispose it when Run has returned.");
        if (state == Disposed)
            return;
        state = Disposed;
        crew?.End();
        crew?.Join();
        GC.SuppressFinalize(this);
    }
}
