namespace ReadingDigits.Drawing;

/// <summary>A picture of 28 × 28 pixels from 0 (blank) to 1 (ink), on which a pen draws.</summary>
internal readonly ref struct Paper
{
    public const int Width = 28, Height = 28, Pixels = Width * Height;

    private readonly Span<float> _pixels;

    /// <summary>Clears the pixels and draws on them.</summary>
    public Paper(Span<float> pixels)
    {
        pixels.Clear();
        _pixels = pixels;
    }

    /// <summary>
    /// Draws a straight line with round ends. A pixel gets as much ink as the pen covers of it, judged by its centre's distance.
    /// </summary>
    public void DrawLine(Point from, Point to, float penRadius)
    {
        float reach = penRadius + 0.5f;
        int left = FirstPixel(Math.Min(from.X, to.X) - reach), right = LastPixel(Math.Max(from.X, to.X) + reach, Width);
        int top = FirstPixel(Math.Min(from.Y, to.Y) - reach), bottom = LastPixel(Math.Max(from.Y, to.Y) + reach, Height);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                float distance = Distance(new Point(x + 0.5f, y + 0.5f), from, to);
                ref float pixel = ref _pixels[y * Width + x];
                pixel = Math.Max(pixel, Math.Clamp(reach - distance, 0, 1));
            }
        }
    }

    /// <summary>
    /// Blurs: each pixel keeps 1 − 2·<paramref name="share"/> and takes <paramref name="share"/> from either neighbour, along the rows,
    /// then along the columns.
    /// </summary>
    public void Blur(float share)
    {
        for (int y = 0; y < Height; y++)
            BlurLine(y * Width, 1, Width, share);
        for (int x = 0; x < Width; x++)
            BlurLine(x, Width, Height, share);
    }

    /// <summary>Scales the ink and adds noise to every pixel.</summary>
    public void Develop(ref RandomStream random, float contrast, float noise)
    {
        foreach (ref float pixel in _pixels)
            pixel = Math.Clamp(contrast * pixel + noise * random.Bell(), 0, 1);
    }

    private void BlurLine(int start, int step, int count, float share)
    {
        float before = 0;
        for (int i = 0; i < count; i++)
        {
            ref float pixel = ref _pixels[start + i * step];
            float after = i + 1 < count ? _pixels[start + (i + 1) * step] : 0;
            (before, pixel) = (pixel, pixel + share * (before + after - 2 * pixel));
        }
    }

    private static float Distance(Point point, Point from, Point to)
    {
        Point line = to - from, offset = point - from;
        float along = offset.X * line.X + offset.Y * line.Y;
        float t = along <= 0 ? 0 : Math.Min(along / line.LengthSquared, 1);
        return MathF.Sqrt((offset - t * line).LengthSquared);
    }

    private static int FirstPixel(float edge) => Math.Max((int)MathF.Floor(edge), 0);

    private static int LastPixel(float edge, int size) => Math.Min((int)MathF.Floor(edge), size - 1);
}
