using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Memory;

/// <summary>Copies images into frames of zeros, and out of them. An image is lines of floats: the pixels of one channel, or pixels with their channels together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImageBorder
{
    /// <summary>Copies images into the middle of larger ones, and clears what is around.</summary>
    /// <param name="source"><c>[images, height, length]</c>.</param>
    /// <param name="destination"><c>[images, vertical + height + vertical, horizontal + length + horizontal]</c>.</param>
    /// <param name="images">How many.</param>
    /// <param name="height">The lines of an image.</param>
    /// <param name="length">The floats of a line.</param>
    /// <param name="vertical">The lines of zeros above and below.</param>
    /// <param name="horizontal">The zeros on each side of a line.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float source, ref float destination, int images, int height, int length, int vertical, int horizontal)
    {
        int framed = length + 2 * horizontal, edge = vertical * framed + horizontal;
        for (int image = 0; image < images; image++)
        {
            // What is between two lines lies together: the right side of the one and the left side of the other.
            MemoryMarshal.CreateSpan(ref destination, edge).Clear();
            destination = ref Unsafe.Add(ref destination, edge);
            for (int line = 0; line < height; line++)
            {
                MemoryMarshal.CreateReadOnlySpan(ref source, length).CopyTo(MemoryMarshal.CreateSpan(ref destination, length));
                source = ref Unsafe.Add(ref source, length);
                destination = ref Unsafe.Add(ref destination, length);
                int gap = line < height - 1 ? 2 * horizontal : edge;
                MemoryMarshal.CreateSpan(ref destination, gap).Clear();
                destination = ref Unsafe.Add(ref destination, gap);
            }
        }
    }

    /// <summary>Copies images out of the middle of larger ones.</summary>
    /// <param name="source"><c>[images, vertical + height + vertical, horizontal + length + horizontal]</c>.</param>
    /// <param name="destination"><c>[images, height, length]</c>.</param>
    /// <param name="images">How many.</param>
    /// <param name="height">The lines of a smaller image.</param>
    /// <param name="length">The floats of its lines.</param>
    /// <param name="vertical">The lines around it above and below.</param>
    /// <param name="horizontal">The floats around it on each side.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Remove(ref float source, ref float destination, int images, int height, int length, int vertical, int horizontal)
    {
        int framed = length + 2 * horizontal;
        for (int image = 0; image < images; image++)
        {
            source = ref Unsafe.Add(ref source, vertical * framed + horizontal);
            PaddedRows.CopyEach(ref source, ref destination, height, length, framed, length);
            source = ref Unsafe.Add(ref source, (height + vertical) * framed - horizontal);
            destination = ref Unsafe.Add(ref destination, height * length);
        }
    }
}
