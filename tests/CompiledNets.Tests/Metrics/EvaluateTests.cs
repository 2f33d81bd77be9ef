using CompiledNets.Tests.Training;

namespace CompiledNets.Tests.Metrics;

public class EvaluateTests
{
    [Fact]
    public void The_predicted_class_is_the_largest_output_and_of_equal_ones_the_first()
    {
        float[] outputs =
        [
            0.1f, 0.7f, 0.2f,
            0.4f, 0.4f, 0.2f,
            0.2f, 0.4f, 0.4f,
            -3, -2, -1,
        ];

        Evaluation evaluation = new IdentityNet(3, LossKind.CrossEntropy).Evaluate(Dataset.WithLabels(outputs, (int[])[1, 1, 1, 2]));

        evaluation.Accuracy.ShouldBe(0.75);
        evaluation.Confusion![1, 0].ShouldBe(1);
        evaluation.Confusion[1, 1].ShouldBe(2);
        evaluation.Confusion[2, 2].ShouldBe(1);
        evaluation.Regression.ShouldBeNull();
        evaluation.Count.ShouldBe(4);
    }

    [Fact]
    public void Target_probabilities_of_cross_entropy_stand_for_their_largest()
    {
        float[] outputs = [0.9f, 0.1f, 0.2f, 0.8f];
        float[] targets = [0.6f, 0.4f, 0.5f, 0.5f];

        Evaluation evaluation = new IdentityNet(2, LossKind.CrossEntropy).Evaluate(Dataset.WithTargets(outputs, targets, 2));

        evaluation.Confusion![0, 0].ShouldBe(1);
        evaluation.Confusion[0, 1].ShouldBe(1);
    }

    [Theory]
    [InlineData(Activation.Sigmoid, 0.5f)]
    [InlineData(Activation.Linear, 0f)]
    public void Binary_cross_entropy_decides_at_a_probability_of_one_half(Activation activation, float boundary)
    {
        float[] outputs = [boundary, float.BitIncrement(boundary), boundary + 0.3f, boundary - 0.3f];
        float[] targets = [0, 1, 0, 1];

        var net = new IdentityNet(1, LossKind.BinaryCrossEntropy, activation);
        Evaluation evaluation = net.Evaluate(Dataset.WithTargets(outputs, targets, 4));

        ConfusionMatrix confusion = evaluation.Confusion!;
        (confusion[0, 0], confusion[0, 1], confusion[1, 0], confusion[1, 1]).ShouldBe((1, 1, 1, 1));
        evaluation.Accuracy.ShouldBe(0.5);
    }

    [Fact]
    public void Several_binary_outputs_are_counted_together()
    {
        float[] outputs = [1, -1, 1, 1, 1, -1];
        float[] targets = [1, 0, 0, 1, 1, 1];

        Evaluation evaluation = new IdentityNet(3, LossKind.BinaryCrossEntropy).Evaluate(Dataset.WithTargets(outputs, targets, 2));

        evaluation.Count.ShouldBe(2);
        evaluation.Confusion!.Classes.ShouldBe(2);
        evaluation.Confusion.Count.ShouldBe(6);
        evaluation.Accuracy!.Value.ShouldBe(4 / 6.0, 1e-15);
    }

    [Fact]
    public void A_net_without_a_loss_classifies_if_the_data_has_labels()
    {
        new IdentityNet(2).Evaluate(Dataset.WithLabels((float[])[1, 2, 4, 3], (int[])[1, 0])).Accuracy.ShouldBe(1);
        new IdentityNet(1).Evaluate(Dataset.WithLabels((float[])[0.4f, -0.1f], (int[])[1, 0])).Accuracy.ShouldBe(1);
        new IdentityNet(1, activation: Activation.Sigmoid).Evaluate(Dataset.WithLabels((float[])[0.4f, 0.1f], (int[])[1, 0]))
            .Accuracy.ShouldBe(0.5);
    }

    [Fact]
    public void Regression_is_measured_over_all_outputs_and_R_squared_for_each_of_them()
    {
        // Errors: 1, −1, 0 and 2, 0, 0. Targets deviate from their means 2 and 20 by −1, 0, 1 and −10, 0, 10.
        float[] outputs = [2, 12, 1, 20, 3, 30];
        float[] targets = [1, 10, 2, 20, 3, 30];

        Evaluation evaluation = new IdentityNet(2, LossKind.Huber).Evaluate(Dataset.WithTargets(outputs, targets, 3));

        RegressionMetrics regression = evaluation.Regression!;
        regression.MeanAbsoluteError.ShouldBe(4 / 6.0, 1e-12);
        regression.RootMeanSquaredError.ShouldBe(Math.Sqrt(6 / 6.0), 1e-12);
        regression.RSquared.ShouldBe(((1 - 2 / 2.0) + (1 - 4 / 200.0)) / 2, 1e-12);
        evaluation.Accuracy.ShouldBeNull();
        evaluation.Confusion.ShouldBeNull();
    }

    [Fact]
    public void Regression_worse_than_the_mean_has_a_negative_R_squared()
    {
        Regress([3, 2, 1], [1, 2, 3]).RSquared.ShouldBe(1 - 8 / 2.0, 1e-12);
    }

    [Fact]
    public void An_output_whose_targets_are_all_the_same_counts_one_if_met_exactly_and_zero_otherwise()
    {
        // 0.1f · n / n is not 0.1f for every n in floating point; the convention must hold all the same.
        float[] constant = [.. Enumerable.Repeat(0.1f, 7)];
        float[] close = [.. constant];
        close[3] = 0.2f;

        Regress(constant, constant).RSquared.ShouldBe(1);
        Regress(close, constant).RSquared.ShouldBe(0);
    }

    [Fact]
    public void A_single_row_has_no_R_squared()
    {
        RegressionMetrics metrics = Regress([3], [1]);

        metrics.RSquared.ShouldBe(double.NaN);
        metrics.MeanAbsoluteError.ShouldBe(2);
    }

    [Fact]
    public void A_large_offset_does_not_spoil_R_squared()
    {
        float[] targets = [.. Enumerable.Range(0, 1000).Select(i => 1e6f + i % 2)];
        float[] outputs = [.. targets.Select(target => target + 0.5f)];

        Regress(outputs, targets).RSquared.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void The_loss_is_the_nets_own_and_that_of_a_net_without_one_is_null()
    {
        float[] inputs = [1, 2];
        float[] targets = [2, 0];
        var net = new LinearNet(1, 1, LossKind.MeanSquaredError);
        net.Weights[0] = 1;

        net.Evaluate(Dataset.WithTargets(inputs, targets, 2)).Loss.ShouldBe(2.5);
        new IdentityNet(1).Evaluate(Dataset.WithTargets(inputs, targets, 2)).Loss.ShouldBeNull();
    }

    [Fact]
    public void Every_row_counts_when_the_data_is_larger_than_what_is_predicted_at_once()
    {
        // 5,000 rows of 7: not a multiple of any number of rows that is worth predicting at once.
        const int rows = 5003;
        var inputs = new float[rows * 7];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = row * 5 % 7;
            inputs[row * 7 + (row % 10 == 0 ? (labels[row] + 1) % 7 : labels[row])] = 1;
        }

        Evaluation evaluation = new IdentityNet(7, LossKind.CrossEntropy).Evaluate(Dataset.WithLabels(inputs, labels));

        evaluation.Confusion!.Count.ShouldBe(rows);
        evaluation.Confusion.Correct.ShouldBe(rows - 501);
        Enumerable.Range(0, 7).Sum(@class => evaluation.Confusion[@class, (@class + 1) % 7]).ShouldBe(501);
    }

    [Fact]
    public void Every_output_meets_its_own_target_when_the_data_is_larger_than_what_is_predicted_at_once()
    {
        float[] targets = [.. Enumerable.Range(0, 5003).Select(row => (float)row)];
        float[] outputs = [.. targets.Select(target => target + 1)];

        RegressionMetrics metrics = Regress(outputs, targets);

        (metrics.MeanAbsoluteError, metrics.RootMeanSquaredError).ShouldBe((1, 1));
    }

    [Fact]
    public void An_output_that_is_not_finite_is_an_error_and_no_class()
    {
        var net = new LinearNet(1, 2, LossKind.CrossEntropy);
        net.Weights[1] = float.NaN;

        Should.Throw<InvalidOperationException>(() => net.Evaluate(Dataset.WithLabels((float[])[1, 2], (int[])[0, 1])))
            .Message.ShouldStartWith("For row 0 of the data, output 1 of net LinearNet is NaN");
    }

    [Fact]
    public void Data_that_does_not_fit_the_net_is_refused()
    {
        var net = new IdentityNet(2, LossKind.CrossEntropy);

        Should.Throw<ArgumentException>(() => net.Evaluate(Dataset.WithLabels(new float[3], new int[1])))
            .Message.ShouldStartWith("The data has 3 inputs in a row; net IdentityNet takes 2.");
        Should.Throw<ArgumentException>(() => net.Evaluate(Dataset.WithLabels(new float[2], (int[])[2])))
            .Message.ShouldStartWith("Row 0 of the data has the label 2");
        Should.Throw<ArgumentException>(() => new IdentityNet(2, LossKind.Huber).Evaluate(Dataset.WithLabels(new float[2], new int[1])))
            .Message.ShouldContain("Dataset.WithTargets");
        Should.Throw<ArgumentException>(() => new IdentityNet(1).Evaluate(Dataset.WithLabels(new float[1], (int[])[2])))
            .Message.ShouldContain("classes 0 to 1");
        Should.Throw<ArgumentException>(() => net.Evaluate(Dataset.WithLabels((float[])[0, float.NaN], new int[1])))
            .Message.ShouldContain("the input NaN in column 1");
    }

    [Fact]
    public void It_reads_well_on_one_line()
    {
        float[] values = [1, 2, 3, 4];

        new IdentityNet(2).Evaluate(Dataset.WithLabels(values, (int[])[1, 0])).ToString().ShouldBe("2 rows: accuracy 50.00 %");
        new IdentityNet(1).Evaluate(Dataset.WithTargets(values, values, 4)).ToString().ShouldBe("4 rows: MAE 0, RMSE 0, R² 1.0000");
    }

    private static RegressionMetrics Regress(float[] outputs, float[] targets) =>
        new IdentityNet(1).Evaluate(Dataset.WithTargets(outputs, targets, targets.Length)).Regression!;
}
