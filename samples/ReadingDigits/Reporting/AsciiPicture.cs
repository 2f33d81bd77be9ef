namespace ReadingDigits.Reporting;

/// <summary>
/// Draws a picture with characters, from a blank for paper to @ for ink; each stands for two pixels, one above the other.
/// </summary>
internal static class AsciiPicture
{
    private const string Ramp = " .:-=+*#%@";

    /// <summary>The lines of a picture of <paramref name="width"/> columns and an even number of rows.</summary>
    public static string[] Lines(ReadOnlySpan<float> pixels, int width)
    {
        var lines = new string[pixels.Length / width / 2];
        Span<char> line = stackalloc char[width];
        for (int y = 0; y < lines.Length; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float ink = (pixels[2 * y * width + x] + pixels[(2 * y + 1) * width + x]) / 2;
                line[x] = Ramp[(int)(Math.Clamp(ink, 0, 1) * (Ramp.Length - 1) + 0.5f)];
            }
            lines[y] = new string(line);
        }
        return lines;
    }
}
