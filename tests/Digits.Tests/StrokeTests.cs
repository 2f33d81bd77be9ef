using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class StrokeTests
{
    private static readonly Point[] Corners = [(0, 0), (1, 0), (1, 1), (0, 1)];

    [Fact]
    public void A_curve_passes_through_all_its_points() => Corners.ShouldBeSubsetOf(Trace(Stroke.Curve(Corners)));

    [Fact]
    public void A_line_stays_between_its_points() =>
        Trace(Stroke.Line((0, 0), (2, 2), (4, 4))).ShouldAllBe(point => point.X == point.Y);

    [Fact]
    public void A_closed_curve_is_as_smooth_where_it_ends_as_elsewhere()
    {
        Point[] circle = Trace(Stroke.Curve((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)));

        circle[1].X.ShouldBe(-circle[^2].X, 1e-6);
        circle[1].Y.ShouldBe(circle[^2].Y, 1e-6);
    }

    [Fact]
    public void An_unsteady_hand_misses_the_points()
    {
        var random = new RandomStream(seed: 1, index: 0);

        Stroke.Line(Corners).Trace(ref random, unsteadiness: 0.1f).ShouldAllBe(point => !Corners.Contains(point));
    }

    private static Point[] Trace(Stroke stroke)
    {
        var random = new RandomStream(seed: 1, index: 0);
        return stroke.Trace(ref random, unsteadiness: 0);
    }
}
