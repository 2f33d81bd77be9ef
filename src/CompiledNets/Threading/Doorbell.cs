namespace CompiledNets.Threading;

/// <summary>
/// Where one thread waits until another has written a value and rung. The next phase is usually microseconds away, so the waiting
/// thread first looks again and again, then gives way a few times, and only then goes to sleep.
/// </summary>
internal sealed class Doorbell
{
    /// <summary>About 5 µs. Longer looking is lost where another process has the second core: both threads are then on one, and only giving way helps.</summary>
    private const int Looks = 50;

    /// <summary>About 50 µs on a core of one's own, where giving way returns at once.</summary>
    private const int TimesGivenWay = 100;

    private readonly object gate = new();
    private readonly int looks;
    private PaddedInt asleep;

    /// <param name="hasOwnCore">With more threads than cores whoever looks keeps another from what it looks for: then it never does.</param>
    public Doorbell(bool hasOwnCore) => looks = hasOwnCore ? Looks : 0;

    /// <summary>Returns when <paramref name="location"/> holds <paramref name="value"/>.</summary>
    public void Await(ref int location, int value)
    {
        while (!IsSeen(ref location, value))
        {
            // A full fence between our mark and our last look, and one between the writer's write and its look at our mark (see Ring): at
            // least one of the two sees the other's.
            Interlocked.Exchange(ref asleep.Value, 1);
            if (Volatile.Read(ref location) == value)
            {
                Volatile.Write(ref asleep.Value, 0);
                return;
            }

            lock (gate)
            {
                while (asleep.Value != 0)
                    Monitor.Wait(gate);
            }
        }
    }

    /// <summary>
    /// Wakes the thread that waits, if it sleeps. The value was written by an interlocked operation before. A ring that comes late, for
    /// a value that was seen without it, only makes the thread look once more.
    /// </summary>
    public void Ring()
    {
        if (Volatile.Read(ref asleep.Value) == 0)
            return;
        lock (gate)
        {
            asleep.Value = 0;
            Monitor.Pulse(gate);
        }
    }

    private bool IsSeen(ref int location, int value)
    {
        for (int i = 0; i < looks; i++)
        {
            if (Volatile.Read(ref location) == value)
                return true;
            Thread.SpinWait(1);
        }

        for (int i = 0; i < TimesGivenWay; i++)
        {
            if (Volatile.Read(ref location) == value)
                return true;
            Thread.Yield();
        }

        return Volatile.Read(ref location) == value;
    }
}
