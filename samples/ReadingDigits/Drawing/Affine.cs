namespace ReadingDigits.Drawing;

/// <summary>Maps the box in which <see cref="Handwriting"/> is described to pixels: turned, sheared, scaled and moved.</summary>
internal readonly struct Affine
{
    private static readonly Point BoxCenter = (.5, .5);

    private readonly float _xx, _xy, _yx, _yy;
    private readonly Point _center;

    /// <summary>Draws a map at random, within the style's limits.</summary>
    public Affine(ref RandomStream random, DrawingStyle style)
    {
        float width = style.BoxSize * random.Uniform(style.SmallestScale, style.LargestScale);
        float height = style.BoxSize * random.Uniform(style.SmallestScale, style.LargestScale);
        float shear = random.Uniform(-style.Shear, style.Shear);

        // The rotation whose half angle has this tangent, which needs neither sine nor cosine.
        float tangent = random.Uniform(-style.Rotation, style.Rotation) / 2;
        float cosine = (1 - tangent * tangent) / (1 + tangent * tangent);
        float sine = 2 * tangent / (1 + tangent * tangent);

        _xx = cosine * width;
        _xy = (cosine * shear - sine) * height;
        _yx = sine * width;
        _yy = (sine * shear + cosine) * height;
        _center = new Point(Paper.Width / 2f, Paper.Height / 2f)
            + style.Shift * new Point(random.Uniform(-1, 1), random.Uniform(-1, 1));
    }

    public Point Map(Point point)
    {
        Point p = point - BoxCenter;
        return _center + new Point(_xx * p.X + _xy * p.Y, _yx * p.X + _yy * p.Y);
    }
}
