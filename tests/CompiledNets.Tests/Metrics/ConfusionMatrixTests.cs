using System.Globalization;

namespace CompiledNets.Tests.Metrics;

public class ConfusionMatrixTests
{
    // Counts [actual, predicted]:  2 1 0
    //                              0 3 1
    //                              2 0 1
    private static readonly int[] s_actual = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
    private static readonly int[] s_predicted = [0, 0, 1, 1, 1, 1, 2, 0, 0, 2];

    private readonly ConfusionMatrix _matrix = new(s_actual, s_predicted, 3);

    [Fact]
    public void Rows_are_counted_by_what_they_are_and_what_they_were_taken_for()
    {
        long[] counts = [.. Enumerable.Range(0, 9).Select(cell => _matrix[cell / 3, cell % 3])];

        counts.ShouldBe([2, 1, 0, 0, 3, 1, 2, 0, 1]);
        (_matrix.Count, _matrix.Correct, _matrix.Classes).ShouldBe((10, 6, 3));
        _matrix.Accuracy.ShouldBe(0.6);
    }

    [Theory]
    [InlineData(0, 2 / 4.0, 2 / 3.0, 4 / 7.0, 3, 4)]
    [InlineData(1, 3 / 4.0, 3 / 4.0, 6 / 8.0, 4, 4)]
    [InlineData(2, 1 / 2.0, 1 / 3.0, 2 / 5.0, 3, 2)]
    public void Each_class_has_its_figures(int @class, double precision, double recall, double f1, long support, long predicted)
    {
        _matrix.Precision(@class).ShouldBe(precision, 1e-15);
        _matrix.Recall(@class).ShouldBe(recall, 1e-15);
        _matrix.F1(@class).ShouldBe(f1, 1e-15);
        _matrix.Support(@class).ShouldBe(support);
        _matrix.Predicted(@class).ShouldBe(predicted);
    }

    [Fact]
    public void Macro_figures_are_means_over_classes()
    {
        _matrix.MacroPrecision.ShouldBe((2 / 4.0 + 3 / 4.0 + 1 / 2.0) / 3, 1e-15);
        _matrix.MacroRecall.ShouldBe((2 / 3.0 + 3 / 4.0 + 1 / 3.0) / 3, 1e-15);
        _matrix.MacroF1.ShouldBe((4 / 7.0 + 6 / 8.0 + 2 / 5.0) / 3, 1e-15);
    }

    [Fact]
    public void A_class_that_was_never_predicted_has_precision_zero_and_one_that_never_occurs_recall_zero()
    {
        var matrix = new ConfusionMatrix([0, 1], [0, 2], 3);

        matrix.Precision(1).ShouldBe(0);
        matrix.Recall(2).ShouldBe(0);
        matrix.F1(1).ShouldBe(0);
        matrix.MacroPrecision.ShouldBe(1 / 3.0, 1e-15);
    }

    [Fact]
    public void Macro_figures_leave_out_classes_that_neither_occur_nor_were_predicted()
    {
        var matrix = new ConfusionMatrix([0, 1, 1], [0, 1, 0], 5);

        matrix.MacroRecall.ShouldBe((1 + 0.5) / 2);
        matrix.F1(4).ShouldBe(0);
    }

    [Fact]
    public void Without_rows_all_figures_are_zero()
    {
        var matrix = new ConfusionMatrix([], [], 2);

        (matrix.Accuracy, matrix.MacroF1, matrix.Precision(0)).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sv-SE")]
    [InlineData("fa-IR")]
    public void It_is_written_as_an_aligned_table_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            _matrix.ToString(["cat", "a dog", "x"]).Split('\n').ShouldBe(
            [
                @"actual \ predicted  cat  a dog  x  precision  recall      F1  rows",
                @"cat                   2      1  0     0.5000  0.6667  0.5714     3",
                @"a dog                 0      3  1     0.7500  0.7500  0.7500     4",
                @"x                     2      0  1     0.5000  0.3333  0.4000     3",
                @"macro average                         0.5833  0.5833  0.5738    10",
            ]);
            _matrix.ToString().ShouldStartWith(@"actual \ predicted  0  1  2  precision");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        Should.Throw<ArgumentException>(() => new ConfusionMatrix([0, 2], [0, 1], 2)).Message.ShouldStartWith("2 is not a class");
        Should.Throw<ArgumentException>(() => new ConfusionMatrix([0, 1], [0, -1], 2)).Message.ShouldStartWith("-1 is not a class");
        Should.Throw<ArgumentException>(() => new ConfusionMatrix([0, 1], [0], 2)).Message
            .ShouldContain("1 predicted classes for 2 actual");
        Should.Throw<ArgumentOutOfRangeException>(() => new ConfusionMatrix([], [], 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _matrix[0, 3]);
        Should.Throw<ArgumentOutOfRangeException>(() => _matrix.Recall(-1));
        Should.Throw<ArgumentException>(() => _matrix.ToString(["one"])).Message.ShouldContain("1 names for 3 classes");
    }
}
