using ReadingDigits.Drawing;

namespace Digits.Tests;

public sealed class PaperTests
{
    private const int Row = 10;

    private readonly float[] _pixels = new float[Paper.Pixels];

    [Fact]
    public void A_line_inks_the_pixels_that_its_pen_covers_in_full_and_the_next_in_part()
    {
        new Paper(_pixels).DrawLine((5, Row + 0.5), (20, Row + 0.5), penRadius: 1.2f);

        Column(12)[(Row - 3)..(Row + 4)].ShouldBe([0, 0, 0.7f, 1, 0.7f, 0, 0], tolerance: 1e-5);
    }

    [Fact]
    public void A_line_beyond_the_edge_is_cut_off()
    {
        new Paper(_pixels).DrawLine((-50, Row + 0.5), (100, Row + 0.5), penRadius: 0.5f);

        _pixels.Sum().ShouldBe(Paper.Width, 1e-4);
    }

    [Fact]
    public void A_line_from_a_point_to_itself_is_a_dot()
    {
        new Paper(_pixels).DrawLine((3.5, 4.5), (3.5, 4.5), penRadius: 0.5f);

        _pixels[4 * Paper.Width + 3].ShouldBe(1);
        _pixels.Sum().ShouldBe(1);
    }

    [Fact]
    public void Blur_spreads_a_dot_evenly_and_loses_no_ink()
    {
        var paper = new Paper(_pixels);
        _pixels[Row * Paper.Width + Row] = 1;

        paper.Blur(0.2f);

        Column(Row)[(Row - 2)..(Row + 3)].ShouldBe([0, 0.12f, 0.36f, 0.12f, 0], tolerance: 1e-6);
        Column(Row + 1)[(Row - 2)..(Row + 3)].ShouldBe([0, 0.04f, 0.12f, 0.04f, 0], tolerance: 1e-6);
        _pixels.Sum().ShouldBe(1, 1e-5);
    }

    private float[] Column(int x) => [.. Enumerable.Range(0, Paper.Height).Select(y => _pixels[y * Paper.Width + x])];
}
