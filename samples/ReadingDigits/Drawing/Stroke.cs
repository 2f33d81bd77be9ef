namespace ReadingDigits.Drawing;

/// <summary>A line that a pen draws without leaving the paper: through its points, straight or curved.</summary>
internal sealed class Stroke
{
    private const int PiecesPerSpan = 6;

    private readonly bool _curved;
    private readonly Point[] _points;

    private Stroke(bool curved, Point[] points) => (_curved, _points) = (curved, points);

    /// <summary>Straight lines from point to point.</summary>
    public static Stroke Line(params Point[] points) => new(curved: false, points);

    /// <summary>A smooth curve through the points; a closed one if it ends where it began.</summary>
    public static Stroke Curve(params Point[] points) => new(curved: true, points);

    /// <summary>
    /// The stroke as a hand that is <paramref name="unsteadiness"/> off at every point draws it, as a chain of short straight lines.
    /// </summary>
    public Point[] Trace(ref RandomStream random, float unsteadiness)
    {
        var knots = new Point[_points.Length];
        for (int i = 0; i < knots.Length; i++)
            knots[i] = _points[i] + unsteadiness * new Point(random.Bell(), random.Bell());

        var trace = new Point[(knots.Length - 1) * PiecesPerSpan + 1];
        for (int i = 0; i < trace.Length - 1; i++)
            trace[i] = Between(knots, i / PiecesPerSpan, i % PiecesPerSpan / (float)PiecesPerSpan);
        trace[^1] = knots[^1];
        return trace;
    }

    private Point Between(Point[] knots, int span, float t)
    {
        Point from = knots[span], to = knots[span + 1];
        if (!_curved)
            return from + t * (to - from);

        bool closed = _points[0] == _points[^1];
        Point before = span > 0 ? knots[span - 1] : closed ? knots[^2] : from;
        Point after = span + 2 < knots.Length ? knots[span + 2] : closed ? knots[1] : to;
        return CatmullRom(before, from, to, after, t);
    }

    /// <summary>
    /// The cubic from <paramref name="p1"/> to <paramref name="p2"/> whose slope at each is half the step between its neighbours.
    /// </summary>
    private static Point CatmullRom(Point p0, Point p1, Point p2, Point p3, float t) =>
        p1 + 0.5f * t * (p2 - p0 + t * (2f * p0 - 5f * p1 + 4f * p2 - p3 + t * (3f * (p1 - p2) + p3 - p0)));
}
