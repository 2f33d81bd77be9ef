using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNets.Simd;

namespace CompiledNets.Memory;

/// <summary>
/// A fixed number of floats that start on a cache line: 64-byte aligned, zeroed, and never moved by the garbage collector.
/// A net keeps its parameters in one, at constant offsets; a trainer its gradients, moments and activations.
/// </summary>
public sealed class AlignedBuffer
{
    private const int Alignment = 64;
    private const int Slack = Alignment / sizeof(float) - 1;

    private readonly float[] array;
    private readonly nint offset;

    /// <summary>Allocates the floats, all zero.</summary>
    /// <param name="length">How many; 0 is allowed, the most is <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or above <see cref="MaxLength"/>.</exception>
    /// <exception cref="InsufficientMemoryException">The machine does not have that much memory.</exception>
    public AlignedBuffer(int length)
    {
        if (length < 0 || length > MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"A buffer of {length} floats was asked for; it holds 0 to {MaxLength}, the most that one array can.");

        MachineLanes.Decide();
        array = Allocate(length);
        offset = FloatsToBoundary(array);
        Length = length;
    }

    /// <summary>The most floats that a buffer can hold.</summary>
    public static int MaxLength => Array.MaxLength - Slack;

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float, on a 64-byte boundary. Of an empty buffer it must be neither read nor written.</summary>
    public ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), offset);
    }

    /// <summary>All floats.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref Start, Length);

    /// <summary>Sets all floats to zero.</summary>
    public void Clear() => Span.Clear();

    /// <summary>Copies all floats of another buffer.</summary>
    /// <param name="source">A buffer of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyFrom(AlignedBuffer source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length != Length)
            throw new ArgumentException(
                $"A buffer of {source.Length} floats was to be copied into one of {Length}; the lengths must be equal.", nameof(source));

        source.Span.CopyTo(Span);
    }

    private static float[] Allocate(int length)
    {
        try
        {
            return GC.AllocateArray<float>(length + Slack, pinned: true);
        }
        catch (OutOfMemoryException exception)
        {
            throw new InsufficientMemoryException(
                $"There is no memory for a buffer of {length} floats ({(long)length * sizeof(float) / 1_000_000} MB). "
                + "Declare a smaller net or BatchSize, or give the process more memory.", exception);
        }
    }

    // An array starts on a multiple of 8 bytes, so the way to the boundary is a whole number of floats.
    private static unsafe nint FloatsToBoundary(float[] pinned)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (nint)((0 - address) % Alignment / sizeof(float));
    }
}
