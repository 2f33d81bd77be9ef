using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class ElasticFieldTests
{
    [Fact]
    public void Points_close_to_each_other_go_the_same_way()
    {
        ElasticField field = Field(strength: 3);

        for (float x = -2; x < Paper.Width + 2; x += 0.37f)
        {
            Point here = Displacement(field, (x, 11)), beside = Displacement(field, (x + 0.01, 11));
            (beside - here).LengthSquared.ShouldBeLessThan(0.02f * 0.02f);
        }
    }

    [Fact]
    public void No_point_goes_farther_than_the_strength()
    {
        ElasticField field = Field(strength: 3);

        for (float y = 0; y < Paper.Height; y += 0.7f)
        {
            Point displacement = Displacement(field, (9, y));
            Math.Abs(displacement.X).ShouldBeLessThan(3);
            Math.Abs(displacement.Y).ShouldBeLessThan(3);
        }
    }

    [Fact]
    public void A_field_moves_points()
    {
        Point displacement = Displacement(Field(strength: 3), (14, 14));

        displacement.LengthSquared.ShouldBeGreaterThan(0.01f);
    }

    private static ElasticField Field(float strength)
    {
        var random = new RandomStream(seed: 1, index: 0);
        return new ElasticField(ref random, strength);
    }

    private static Point Displacement(ElasticField field, Point point) => field.Displace(point) - point;
}
