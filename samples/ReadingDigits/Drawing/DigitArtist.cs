namespace ReadingDigits.Drawing;

/// <summary>Draws handwritten digits. Digit number i of a seed is always the same picture.</summary>
internal sealed class DigitArtist(int seed, DrawingStyle style)
{
    /// <summary>The number of classes.</summary>
    public const int Classes = 10;

    /// <summary>Draws a digit.</summary>
    /// <param name="index">Which of the seed's digits.</param>
    /// <param name="pixels"><c>[28 × 28]</c>, filled row by row from 0 (paper) to 1 (ink).</param>
    /// <returns>The digit that was drawn, 0 … 9.</returns>
    public int Draw(int index, Span<float> pixels)
    {
        var random = new RandomStream((uint)seed, (uint)index);
        int digit = random.Choose(Classes);
        IReadOnlyList<Stroke[]> ways = Handwriting.WaysToWrite(digit);
        Stroke[] strokes = ways[random.Choose(ways.Count)];

        var affine = new Affine(ref random, style);
        var elastic = new ElasticField(ref random, style.Elasticity);
        float penRadius = random.Uniform(style.FinestPen, style.BroadestPen);

        var paper = new Paper(pixels);
        foreach (Stroke stroke in strokes)
        {
            Point[] trace = stroke.Trace(ref random, style.Unsteadiness);
            foreach (ref Point point in trace.AsSpan())
                point = elastic.Displace(affine.Map(point));
            for (int i = 1; i < trace.Length; i++)
                paper.DrawLine(trace[i - 1], trace[i], penRadius);
        }

        paper.Blur(random.Uniform(0, style.Blur));
        paper.Develop(ref random, contrast: random.Uniform(style.PalestInk, 1), noise: random.Uniform(0, style.Noise));
        return digit;
    }
}
