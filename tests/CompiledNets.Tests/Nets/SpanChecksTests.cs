using System.Globalization;
using CompiledNets.Nets;

namespace CompiledNets.Tests.Nets;

public sealed class SpanChecksTests
{
    private const string Net = "DigitClassifier";

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(784, 10, 1)]
    [InlineData(7840, 100, 10)]
    public void Predict_takes_any_number_of_whole_rows(int inputLength, int outputLength, int rows) =>
        SpanChecks.PredictRows(Net, inputLength, 784, outputLength, 10).ShouldBe(rows);

    [Theory]
    [InlineData(785, 10, "inputs", "785 values are not whole rows of 784 (InputSize): 1 row and 1 value left over")]
    [InlineData(783, 0, "inputs", "783 values are not whole rows of 784 (InputSize): 0 rows and 783 values left over")]
    [InlineData(1568, 10, "outputs", "For 2 rows of input (1568 values) the span must hold 20 values (10 a row, OutputSize), but it holds 10")]
    [InlineData(0, 10, "outputs", "For 0 rows of input (0 values) the span must hold 0 values")]
    public void Predict_says_which_span_does_not_fit(int inputLength, int outputLength, string parameter, string fault) =>
        ShouldRefuse(() => SpanChecks.PredictRows(Net, inputLength, 784, outputLength, 10), parameter, fault);

    [Fact]
    public void A_number_of_outputs_beyond_an_int_does_not_wrap_around()
    {
        // 65,536 rows of 65,536 outputs are 2³² values, 0 in 32 bits.
        ShouldRefuse(() => SpanChecks.PredictRows(Net, 65536, 1, 0, 65536), "outputs", "must hold 4294967296 values");
        ShouldRefuse(() => SpanChecks.LossRows(Net, 65536, 1, 0, 65536), "targets", "must hold 4294967296 values");
    }

    [Theory]
    [InlineData(30, 2, 6, 30)]
    [InlineData(-1, 0, 5, -1)]
    [InlineData(int.MaxValue, 3, 0, int.MaxValue)]
    public void Indices_outside_the_vocabulary_are_named_by_row_and_position(int index, int row, int position, int said)
    {
        int[] indices = new int[4 * 12];
        SpanChecks.Indices(Net, indices, 12, 30);
        indices[(row * 12) + position] = index;

        ShouldRefuse(() => SpanChecks.Indices(Net, indices, 12, 30), "inputs", $"Row {row} has the index {said} at position {position}, but the indices are 0 to 29");
    }

    [Fact]
    public void Outputs_in_the_memory_of_indices_overlap_them()
    {
        int[] indices = new int[8];

        SpanChecks.NoOverlap(Net, indices, new float[8]);
        ShouldRefuse(() => SpanChecks.NoOverlap(Net, indices, System.Runtime.InteropServices.MemoryMarshal.Cast<int, float>(indices.AsSpan(7))), "outputs", "overlap");
    }

    [Theory]
    [InlineData(0, 4, 4, 4)]
    [InlineData(0, 4, 8, 4)]
    [InlineData(4, 4, 0, 4)]
    [InlineData(2, 0, 0, 4)]
    public void Spans_that_only_touch_do_not_overlap(int inputStart, int inputLength, int outputStart, int outputLength)
    {
        float[] memory = new float[12];

        SpanChecks.NoOverlap(Net, memory.AsSpan(inputStart, inputLength), memory.AsSpan(outputStart, outputLength));
    }

    [Theory]
    [InlineData(0, 4, 3, 4)]
    [InlineData(3, 4, 0, 4)]
    [InlineData(0, 12, 5, 1)]
    public void Spans_that_share_a_float_overlap(int inputStart, int inputLength, int outputStart, int outputLength)
    {
        float[] memory = new float[12];

        ShouldRefuse(
            () => SpanChecks.NoOverlap(Net, memory.AsSpan(inputStart, inputLength), memory.AsSpan(outputStart, outputLength)),
            "outputs", "overlap the inputs");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void A_step_takes_one_row_to_a_whole_batch(int rows)
    {
        SpanChecks.StepRows(Net, rows * 784, 784, rows * 10, 10, 64).ShouldBe(rows);
        SpanChecks.StepLabels(Net, rows * 784, 784, new int[rows], 10, 64).ShouldBe(rows);
    }

    [Theory]
    [InlineData(0, 0, "inputs", "no rows")]
    [InlineData(65, 650, "inputs", "at most 64 rows (BatchSize), but 65 rows came (50960 values)")]
    [InlineData(65, 650, "inputs", "let Fit cut the data into batches, or declare the net with BatchSize = 65")]
    [InlineData(2, 10, "targets", "For 2 rows of input (1568 values) the span must hold 20 values (10 a row, OutputSize), but it holds 10")]
    [InlineData(1, 0, "targets", "For 1 row of input (784 values) the span must hold 10 values")]
    public void A_step_says_which_span_does_not_fit(int rows, int targetLength, string parameter, string fault) =>
        ShouldRefuse(() => SpanChecks.StepRows(Net, rows * 784, 784, targetLength, 10, 64), parameter, fault);

    [Fact]
    public void A_step_takes_whole_rows_only()
    {
        ShouldRefuse(() => SpanChecks.StepRows(Net, 100, 784, 10, 10, 64), "inputs", "100 values are not whole rows of 784");
        ShouldRefuse(() => SpanChecks.StepLabels(Net, 100, 784, new int[1], 10, 64), "inputs", "100 values are not whole rows of 784");
    }

    [Theory]
    [InlineData(0, 0, "inputs", "no rows")]
    [InlineData(65, 65, "inputs", "at most 64 rows (BatchSize), but 65 rows came")]
    [InlineData(3, 2, "labels", "For 3 rows of input (2352 values) the span must hold 3 labels, but it holds 2")]
    public void A_step_with_labels_says_which_span_does_not_fit(int rows, int labels, string parameter, string fault) =>
        ShouldRefuse(() => SpanChecks.StepLabels(Net, rows * 784, 784, new int[labels], 10, 64), parameter, fault);

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_label_that_is_no_class_is_named_with_its_row(int label)
    {
        int[] labels = [0, 9, label];
        string fault = $"label of row 2 is {label}, but the classes are 0 to 9";

        ShouldRefuse(() => SpanChecks.StepLabels(Net, 3 * 784, 784, labels, 10, 64), "labels", fault);
        ShouldRefuse(() => SpanChecks.LossLabels(Net, 3 * 784, 784, labels, 10), "labels", fault);
    }

    [Fact]
    public void The_loss_takes_any_number_of_rows_but_none()
    {
        SpanChecks.LossRows(Net, 7840, 784, 100, 10).ShouldBe(10);
        SpanChecks.LossLabels(Net, 7840, 784, new int[10], 10).ShouldBe(10);
        ShouldRefuse(() => SpanChecks.LossRows(Net, 0, 784, 0, 10), "inputs", "no rows");
        ShouldRefuse(() => SpanChecks.LossLabels(Net, 0, 784, [], 10), "inputs", "no rows");
    }

    [Fact]
    public void A_span_for_a_tensor_has_its_length()
    {
        var tensor = new TensorInfo("dense1.weight", 128, 784);

        SpanChecks.TensorLength(Net, tensor, 128 * 784, "source");
        ShouldRefuse(
            () => SpanChecks.TensorLength(Net, tensor, 128, "source"), "source",
            "dense1.weight [128, 784] has 100352 values, but the span holds 128");
    }

    [Theory]
    [InlineData("dense1.weigth", "'dense1.weight'")]
    [InlineData("Dense2.Bias", "'dense2.bias'")]
    [InlineData("dense1", "'dense1.bias'")]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void An_unknown_tensor_gets_the_names_and_the_nearest_one_if_it_is_near(string name, string? nearest)
    {
        TensorInfo[] tensors = [new("dense1.weight", 2, 2), new("dense1.bias", 2), new("dense2.bias", 2)];

        string message = SpanChecks.UnknownTensor(Net, name, tensors).Message;

        message.ShouldStartWith($"{Net}, name: There is no tensor '{name}'.");
        message.ShouldContain("The tensors are dense1.weight, dense1.bias, dense2.bias.");
        message.Contains("Did you mean", StringComparison.Ordinal).ShouldBe(nearest is not null);
        message.ShouldContain(nearest ?? "");
    }

    [Fact]
    public void An_unknown_tensor_of_a_net_without_tensors_says_so() =>
        SpanChecks.UnknownTensor(Net, "dense1.weight", []).Message.ShouldContain("the net has no tensors");

    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    [InlineData(1e6)]
    public void A_learning_rate_from_0_to_a_million_is_fine(double value) =>
        SpanChecks.LearningRate(Net, value).ShouldBe(value);

    [Theory]
    [InlineData(-1e-300)]
    [InlineData(1.001e6)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Any_other_learning_rate_is_refused_with_its_value(double value)
    {
        var exception = Should.Throw<ArgumentOutOfRangeException>(() => SpanChecks.LearningRate(Net, value));

        exception.ParamName.ShouldBe("value");
        exception.Message.ShouldStartWith($"{Net}, LearningRate: {value.ToString(CultureInfo.InvariantCulture)} is not a step size.");
    }

    [Fact]
    public void Labels_without_cross_entropy_name_the_loss_and_the_ways_out()
    {
        string message = SpanChecks.LabelsNeedCrossEntropy(Net, LossKind.Huber).Message;

        message.ShouldStartWith($"{Net}, labels: ");
        message.ShouldContain("declared with Huber");
        message.ShouldContain("Pass targets as floats");
        message.ShouldContain("[CrossEntropy]");
    }

    private static void ShouldRefuse(Action check, string parameter, string fault)
    {
        var exception = Should.Throw<ArgumentException>(check);
        exception.ParamName.ShouldBe(parameter);
        exception.Message.ShouldStartWith($"{Net}, {parameter}: ");
        exception.Message.ShouldContain(fault);
    }
}
