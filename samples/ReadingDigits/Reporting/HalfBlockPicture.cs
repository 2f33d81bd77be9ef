using Spectre.Console;
using Spectre.Console.Rendering;

namespace ReadingDigits.Reporting;

/// <summary>
/// Draws a picture in shades of grey, two pixels to a character: the upper half in its foreground, the lower in its background.
/// </summary>
internal sealed class HalfBlockPicture(ReadOnlyMemory<float> pixels, int width) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(width, width);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        for (int row = 0; row + 1 < pixels.Length / width; row += 2)
        {
            for (int x = 0; x < width; x++)
                yield return new Segment("▀", new Style(Grey(row * width + x), Grey((row + 1) * width + x)));
            yield return Segment.LineBreak;
        }
    }

    private Color Grey(int pixel)
    {
        byte level = (byte)(Math.Clamp(pixels.Span[pixel], 0, 1) * 255 + 0.5f);
        return new Color(level, level, level);
    }
}
