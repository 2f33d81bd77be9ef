using CompiledNets;

namespace ReadingDigits.Drawing;

/// <summary>Data sets of drawn digits.</summary>
internal static class DrawnDigits
{
    /// <summary>
    /// Draws the digits <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1 of a seed on all processors.
    /// Sets that do not overlap have no digit in common.
    /// </summary>
    public static Dataset Draw(int seed, int first, int count)
    {
        var artist = new DigitArtist(seed, new DrawingStyle());
        var pixels = new float[count * Paper.Pixels];
        var labels = new int[count];
        Parallel.For(0, count, i => labels[i] = artist.Draw(first + i, pixels.AsSpan(i * Paper.Pixels, Paper.Pixels)));
        return Dataset.WithLabels(pixels, labels);
    }
}
