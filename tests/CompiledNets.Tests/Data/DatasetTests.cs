namespace CompiledNets.Tests.Data;

public class DatasetTests
{
    private static readonly float[] s_inputs = [0, 0, 1, 10, 2, 20, 3, 30, 4, 40];
    private static readonly int[] s_labels = [0, 1, 2, 3, 4];

    private readonly Dataset _labelled = Dataset.WithLabels(s_inputs, s_labels);
    private readonly Dataset _targeted = Dataset.WithTargets(s_inputs, (float[])[0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], 5);

    [Fact]
    public void The_row_widths_follow_from_the_lengths()
    {
        (_labelled.Count, _labelled.InputSize, _labelled.TargetSize, _labelled.HasLabels).ShouldBe((5, 2, 0, true));
        (_targeted.Count, _targeted.InputSize, _targeted.TargetSize, _targeted.HasLabels).ShouldBe((5, 2, 3, false));
        _labelled.ToString().ShouldBe("5 rows of 2 inputs with labels");
        _targeted.ToString().ShouldBe("5 rows of 2 inputs with 3 targets");
    }

    [Fact]
    public void A_row_has_its_inputs_and_its_label_or_targets()
    {
        _labelled.InputsOf(3).ToArray().ShouldBe([3, 30]);
        _labelled.LabelOf(3).ShouldBe(3);
        _targeted.TargetsOf(4).ToArray().ShouldBe([4, 4, 4]);
        _labelled.Inputs.ToArray().ShouldBe(s_inputs);
        _labelled.Labels.ToArray().ShouldBe(s_labels);
        _targeted.Targets.Length.ShouldBe(15);
    }

    [Fact]
    public void What_rows_do_not_have_cannot_be_read()
    {
        Should.Throw<InvalidOperationException>(() => _labelled.TargetsOf(0)).Message.ShouldContain("has labels");
        Should.Throw<InvalidOperationException>(() => _targeted.LabelOf(0)).Message.ShouldContain("has target values");
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.InputsOf(5)).Message.ShouldContain("rows 0 to 4");
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.LabelOf(-1));
    }

    [Fact]
    public void Values_that_do_not_divide_into_rows_are_refused()
    {
        Should.Throw<ArgumentException>(() => Dataset.WithLabels(new float[5], new int[2]))
            .Message.ShouldStartWith("5 values do not divide into 2 rows of the same width.");
        Should.Throw<ArgumentException>(() => Dataset.WithTargets(new float[4], new float[3], 2)).ParamName.ShouldBe("targets");
        Should.Throw<ArgumentException>(() => Dataset.WithLabels(new float[4], ReadOnlyMemory<int>.Empty)).Message
            .ShouldContain("at least one row");
        Should.Throw<ArgumentException>(() => Dataset.WithLabels(ReadOnlyMemory<float>.Empty, new int[2]));
        Should.Throw<ArgumentException>(() => Dataset.WithTargets(new float[4], new float[4], 0)).Message.ShouldContain("the count is 0");
    }

    [Fact]
    public void It_is_a_view_and_slices_are_too()
    {
        float[] inputs = [1, 2, 3, 4];
        Dataset slice = Dataset.WithLabels(inputs, new int[4]).Slice(2, 2);

        inputs[2] = 30;

        slice.InputsOf(0).ToArray().ShouldBe([30]);
    }

    [Fact]
    public void Slices_hold_rows_that_follow_one_another()
    {
        Dataset slice = _targeted.Slice(1, 3);

        slice.Count.ShouldBe(3);
        slice.Inputs.ToArray().ShouldBe([1, 10, 2, 20, 3, 30]);
        slice.Targets.ToArray().ShouldBe([1, 1, 1, 2, 2, 2, 3, 3, 3]);
        _labelled.Slice(4, 1).LabelOf(0).ShouldBe(4);
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Slice(5, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Slice(3, 3)).Message.ShouldContain("2 rows");
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Slice(0, 0));
    }

    [Fact]
    public void Selections_hold_the_rows_named_in_that_order()
    {
        Dataset selection = _labelled.Select([4, 0, 4]);

        selection.Inputs.ToArray().ShouldBe([4, 40, 0, 0, 4, 40]);
        selection.Labels.ToArray().ShouldBe([4, 0, 4]);
        _targeted.Select([2]).Targets.ToArray().ShouldBe([2, 2, 2]);
        Should.Throw<ArgumentException>(() => _labelled.Select([0, 5])).Message.ShouldStartWith("Selection 1 is row 5");
        Should.Throw<ArgumentException>(() => _labelled.Select([]));
    }

    [Fact]
    public void A_split_deals_each_row_to_one_part_with_its_label()
    {
        (Dataset train, Dataset test) = _labelled.Split(0.6, seed: 1);

        (train.Count, test.Count).ShouldBe((3, 2));
        ((int[])[.. train.Labels, .. test.Labels]).Order().ShouldBe(s_labels);
        for (int row = 0; row < train.Count; row++)
            train.InputsOf(row).ToArray().ShouldBe([train.LabelOf(row), 10 * train.LabelOf(row)]);
    }

    [Fact]
    public void A_split_depends_on_its_seed_and_nothing_else()
    {
        Dataset data = Dataset.WithLabels(new float[100], (int[])[.. Enumerable.Range(0, 100)]);
        int[] first = data.Split(0.5, seed: 1).Train.Labels.ToArray();

        data.Split(0.5, seed: 2).Train.Labels.ToArray().ShouldNotBe(first);
        data.Split(0.5, seed: 1).Train.Labels.ToArray().ShouldBe(first);
        first.ShouldNotBe([.. first.Order()]);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.99, 4)]
    [InlineData(0.5, 2)]
    public void No_part_of_a_split_is_empty(double fraction, int train)
    {
        _labelled.Split(fraction).Train.Count.ShouldBe(train);
    }

    [Fact]
    public void A_split_needs_a_share_and_two_rows()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Split(0));
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Split(1));
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.Split(double.NaN));
        Should.Throw<InvalidOperationException>(() => _labelled.Slice(0, 1).Split(0.5)).Message.ShouldContain("one row");
    }

    [Fact]
    public void Splitting_at_a_row_keeps_the_order()
    {
        (Dataset train, Dataset test) = _labelled.SplitAt(2);

        train.Labels.ToArray().ShouldBe([0, 1]);
        test.Labels.ToArray().ShouldBe([2, 3, 4]);
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.SplitAt(0));
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.SplitAt(5)).Message.ShouldContain("1 to 4");
    }
}
