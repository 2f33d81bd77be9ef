namespace Forecast.Tests;

public sealed class TerminalPlotTests
{
    private readonly TerminalPlot _plot = new(columns: 3, rows: 2, low: 0, high: 7);

    [Fact]
    public void An_empty_plot_is_its_axis() => _plot.Lines().ShouldBe(["   7.0 │", "   0.0 │"]);

    [Fact]
    public void Each_value_of_a_line_is_a_dot_two_across_and_four_down_in_a_character()
    {
        _plot.DrawLine([7, 6, 5, 4, 3, 3]);

        _plot.Lines().ShouldBe(["   7.0 │⠑⢄", "   0.0 │  ⠉"]);
    }

    [Fact]
    public void A_line_rises_without_a_gap_in_the_column_of_the_value_it_rises_to()
    {
        _plot.DrawLine([0, 7]);

        _plot.Lines().ShouldBe(["   7.0 │⢸", "   0.0 │⡸"]);
    }

    [Fact]
    public void Values_beyond_the_axis_are_drawn_at_its_ends()
    {
        _plot.DrawLine([100]);
        _plot.DrawMarks([0, 0, -100], 'o', every: 1);

        _plot.Lines().ShouldBe(["   7.0 │⠁", "   0.0 │oo"]);
    }

    [Fact]
    public void Marks_lie_over_the_line_as_far_apart_as_they_are_asked_to_be()
    {
        _plot.DrawMarks([7, 0, 0, 0, 7, 0], '*', every: 2);
        _plot.DrawLine([7, 7, 7, 7, 7, 7]);

        _plot.Lines().ShouldBe(["   7.0 │*⠉*", "   0.0 │"]);
    }

    [Fact]
    public void Values_that_the_width_has_no_room_for_are_left_out()
    {
        var values = new float[_plot.Capacity + 10];

        _plot.DrawLine(values);
        _plot.DrawMarks(values, 'o', every: 1);

        _plot.Lines().ShouldBe(["   7.0 │", "   0.0 │ooo"]);
    }
}
