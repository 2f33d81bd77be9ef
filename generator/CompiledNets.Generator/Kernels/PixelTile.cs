namespace CompiledNets.Generator.Kernels;

/// <summary>Some lines of an image, and some places side by side in them, whose sums are in registers at the same time.</summary>
/// <param name="Lines">The lines; more than one only where a place of each is all of it.</param>
/// <param name="Places">The places in a line: pixels, or pairs of them.</param>
internal readonly record struct PixelTile(int Lines, int Places)
{
    public int Size => Lines * Places;

    /// <summary>The tile for an image of so many places, with at most so many of them: as few tiles as it takes, all of one size.</summary>
    public static PixelTile For(int lines, int places, int most)
    {
        if (places > most)
            return new PixelTile(1, Share(places, most));
        return new PixelTile(Share(lines, Math.Max(1, most / places)), places);
    }

    private static int Share(int length, int most)
    {
        int tiles = (length + most - 1) / most;
        return (length + tiles - 1) / tiles;
    }
}
