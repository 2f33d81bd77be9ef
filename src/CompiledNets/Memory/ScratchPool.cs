using System.Collections.Concurrent;
using System.ComponentModel;

namespace CompiledNets.Memory;

/// <summary>
/// Scratch memory for predictions that need more than the stack should give. One buffer is allocated at once, so that one thread never waits and
/// never allocates; each further thread that predicts at the same time allocates one, the first time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScratchPool
{
    private readonly int length;
    private readonly ConcurrentBag<AlignedBuffer> idle = [];
    private AlignedBuffer? first;

    /// <summary>Creates a pool of buffers.</summary>
    /// <param name="length">The floats of each.</param>
    public ScratchPool(int length)
    {
        this.length = length;
        first = new AlignedBuffer(length);
    }

    /// <summary>A buffer that nobody else uses; what it holds is left over from before.</summary>
    public AlignedBuffer Rent()
    {
        AlignedBuffer? buffer = Interlocked.Exchange(ref first, null);
        if (buffer is not null || idle.TryTake(out buffer))
            return buffer;
        return new AlignedBuffer(length);
    }

    /// <summary>Gives a buffer back.</summary>
    /// <param name="buffer">One that <see cref="Rent"/> gave.</param>
    public void Return(AlignedBuffer buffer)
    {
        if (Interlocked.CompareExchange(ref first, buffer, null) is not null)
            idle.Add(buffer);
    }
}
