using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CompiledNets.Threading;

/// <summary>
/// Keeps a trainer to one thread at a time: whoever comes in another's turn is sent away before anything has changed. A turn costs one
/// interlocked operation and no lock; a field of this type must not be <c>readonly</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ExclusiveUse
{
    private const int Idle = 0, InUse = 1, Ended = 2;

    private int state;

    /// <summary>Begins a turn, for a <c>using</c> declaration: whatever happens in it, it ends.</summary>
    /// <param name="net">The name of the net that is trained.</param>
    /// <exception cref="InvalidOperationException">Another thread has its turn.</exception>
    /// <exception cref="ObjectDisposedException"><see cref="TryEnd"/> came before.</exception>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Turn Begin(string net)
    {
        int before = Interlocked.CompareExchange(ref state, InUse, Idle);
        if (before != Idle)
            ThrowRefused(net, before);
        return new Turn(ref state);
    }

    /// <summary>Ends all use for good.</summary>
    /// <param name="net">The name of the net that is trained.</param>
    /// <returns>Whether this call did it; false if an earlier one had.</returns>
    /// <exception cref="InvalidOperationException">Another thread has its turn, and keeps it.</exception>
    public bool TryEnd(string net)
    {
        int before = Interlocked.CompareExchange(ref state, Ended, Idle);
        if (before == InUse)
        {
            throw new InvalidOperationException(
                $"{net} trainer: a step is running on another thread, so that the trainer cannot be disposed now. Wait for the step's end before you dispose it.");
        }

        return before == Idle;
    }

    [DoesNotReturn]
    private static void ThrowRefused(string net, int state)
    {
        if (state == Ended)
            throw new ObjectDisposedException($"{net}.Trainer", $"{net} trainer: it was disposed. The net is still there: create another trainer with CreateTrainer.");
        throw new InvalidOperationException(
            $"{net} trainer: a step is running on another thread, and a trainer is used by one thread at a time. Take turns; or train copies of the net, each with a trainer of its own.");
    }

    /// <summary>A thread's turn, which ends when it is disposed.</summary>
    public readonly ref struct Turn
    {
        private readonly ref int state;

        internal Turn(ref int state) => this.state = ref state;

        /// <summary>Lets the next one in.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => Volatile.Write(ref state, Idle);
    }
}
