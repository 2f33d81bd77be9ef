namespace ReadingDigits.Drawing;

/// <summary>
/// A point, or a displacement, in the plane; y points down. Its arithmetic is written out rather than taken from System.Numerics, whose
/// transformations may fuse multiplications and additions on one machine and not on another.
/// </summary>
internal readonly record struct Point(float X, float Y)
{
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(float factor, Point p) => new(factor * p.X, factor * p.Y);

    public float LengthSquared => X * X + Y * Y;

    public static implicit operator Point((double X, double Y) pair) => new((float)pair.X, (float)pair.Y);
}
