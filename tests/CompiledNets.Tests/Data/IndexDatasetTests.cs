namespace CompiledNets.Tests.Data;

public class IndexDatasetTests
{
    private static readonly int[] s_indices = [0, 0, 1, 10, 2, 20, 3, 30, 4, 40];

    private readonly Dataset _labelled = Dataset.WithLabels(s_indices, (int[])[0, 1, 2, 3, 4]);
    private readonly Dataset _targeted = Dataset.WithTargets(s_indices, (float[])[0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], 5);

    [Fact]
    public void The_row_widths_follow_from_the_lengths()
    {
        (_labelled.Count, _labelled.InputSize, _labelled.TargetSize, _labelled.HasIndices, _labelled.HasLabels).ShouldBe((5, 2, 0, true, true));
        (_targeted.Count, _targeted.InputSize, _targeted.TargetSize, _targeted.HasIndices, _targeted.HasLabels).ShouldBe((5, 2, 3, true, false));
        _labelled.ToString().ShouldBe("5 rows of 2 indices with labels");
        _targeted.ToString().ShouldBe("5 rows of 2 indices with 3 targets");
    }

    [Fact]
    public void A_row_has_its_indices()
    {
        _labelled.IndicesOf(3).ToArray().ShouldBe([3, 30]);
        _targeted.Indices.ToArray().ShouldBe(s_indices);
    }

    [Fact]
    public void What_rows_do_not_have_cannot_be_read()
    {
        Dataset numbers = Dataset.WithLabels(new float[4], new int[2]);

        numbers.HasIndices.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => numbers.Indices.Length).Message.ShouldContain("read Inputs");
        Should.Throw<InvalidOperationException>(() => numbers.IndicesOf(0).Length).Message.ShouldContain("are numbers");
        Should.Throw<InvalidOperationException>(() => _labelled.Inputs.Length).Message.ShouldContain("read Indices");
        Should.Throw<InvalidOperationException>(() => _labelled.InputsOf(0).Length).Message.ShouldContain("are indices");
        Should.Throw<ArgumentOutOfRangeException>(() => _labelled.IndicesOf(5).Length).Message.ShouldContain("rows 0 to 4");
    }

    [Fact]
    public void Indices_that_do_not_divide_into_rows_are_refused()
    {
        Should.Throw<ArgumentException>(() => Dataset.WithLabels(new int[5], new int[2])).ParamName.ShouldBe("indices");
        Should.Throw<ArgumentException>(() => Dataset.WithTargets(new int[5], new float[2], 2)).ParamName.ShouldBe("indices");
        Should.Throw<ArgumentException>(() => Dataset.WithTargets(new int[4], new float[3], 2)).ParamName.ShouldBe("targets");
        Should.Throw<ArgumentException>(() => Dataset.WithLabels(new int[4], ReadOnlyMemory<int>.Empty)).Message.ShouldContain("at least one row");
        Should.Throw<ArgumentException>(() => Dataset.WithTargets(new int[4], new float[4], 0)).Message.ShouldContain("the count is 0");
    }

    [Fact]
    public void Parts_keep_each_rows_indices_with_its_label_or_targets()
    {
        (Dataset first, Dataset rest) = _labelled.Split(0.4, seed: 3);
        (Dataset head, Dataset tail) = _targeted.SplitAt(2);
        Dataset selected = _targeted.Select([4, 0, 4]);

        (first.Count, rest.Count).ShouldBe((2, 3));
        foreach (Dataset part in (Dataset[])[first, rest])
        {
            for (int row = 0; row < part.Count; row++)
                part.IndicesOf(row).ToArray().ShouldBe([part.LabelOf(row), 10 * part.LabelOf(row)]);
        }

        head.Indices.ToArray().ShouldBe([0, 0, 1, 10]);
        tail.IndicesOf(0).ToArray().ShouldBe([2, 20]);
        selected.Indices.ToArray().ShouldBe([4, 40, 0, 0, 4, 40]);
        selected.TargetsOf(0).ToArray().ShouldBe([4, 4, 4]);
    }
}
