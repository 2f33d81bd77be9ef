namespace CompiledNets.Tests.Training;

public class FitChecksTests
{
    private static readonly Dataset s_rows = ScriptedNet.Rows(4);

    [Fact]
    public void The_inputs_must_be_as_wide_as_the_nets()
    {
        Refused(Dataset.WithTargets(new float[6], new float[3], 3))
            .ShouldStartWith("The training data has 2 inputs in a row; net ScriptedNet takes 1.");
    }

    [Fact]
    public void The_targets_must_be_as_wide_as_the_nets_outputs()
    {
        Refused(Dataset.WithTargets(new float[3], new float[6], 3))
            .ShouldStartWith("A row of the training data has 2 targets; net ScriptedNet has 1 output.");
    }

    [Fact]
    public void Labels_need_cross_entropy()
    {
        string message = Refused(Dataset.WithLabels(new float[3], new int[3]));

        message.ShouldContain("labels, but net ScriptedNet has the loss MeanSquaredError");
        message.ShouldContain("Dataset.WithTargets");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Labels_must_be_classes(int label)
    {
        var net = new LinearNet(1, 3, LossKind.CrossEntropy);

        Refused(net.CreateTrainer(), Dataset.WithLabels(new float[3], (int[])[0, label, 2]))
            .ShouldStartWith($"Row 1 of the training data has the label {label}; net LinearNet has the classes 0 to 2.");
        net.Weights.ShouldAllBe(weight => weight == 0);
    }

    [Fact]
    public void Classes_given_as_one_target_a_row_are_recognised()
    {
        Refused(new LinearNet(1, 3, LossKind.CrossEntropy).CreateTrainer(), Dataset.WithTargets(new float[3], new float[3], 3))
            .ShouldContain("Dataset.WithLabels");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_named_by_row_and_column(float value)
    {
        // Far enough behind for whole vectors before it, and rows that vectors do not divide.
        var inputs = new float[50 * 3];
        var targets = new float[50 * 3];
        inputs[37 * 3 + 2] = value;
        ITrainer trainer = new LinearNet(3, 3, LossKind.MeanSquaredError).CreateTrainer();

        string input = Refused(trainer, Dataset.WithTargets(inputs, targets, 50));
        inputs[37 * 3 + 2] = 0;
        targets[49 * 3 + 2] = value;
        string target = Refused(trainer, Dataset.WithTargets(inputs, targets, 50));

        string what = FormattableString.Invariant($"{value} in column 2");
        input.ShouldStartWith($"Row 37 of the training data for net LinearNet has the input {what}");
        target.ShouldStartWith($"Row 49 of the training data for net LinearNet has the target {what}");
    }

    [Fact]
    public void The_targets_of_binary_cross_entropy_are_probabilities()
    {
        Refused(new LinearNet(1, 1, LossKind.BinaryCrossEntropy).CreateTrainer(), Dataset.WithTargets(new float[2], (float[])[1, -1], 2))
            .ShouldStartWith("Row 1 of the training data has the target -1 in column 0");
    }

    [Fact]
    public void The_targets_of_cross_entropy_sum_to_one()
    {
        float[] targets = [0.5f, 0.5f, 0, 0];

        Refused(new LinearNet(1, 2, LossKind.CrossEntropy).CreateTrainer(), Dataset.WithTargets(new float[2], targets, 2))
            .ShouldStartWith("The targets in row 1 of the training data sum to 0");
    }

    [Fact]
    public void The_validation_data_is_checked_before_the_first_step()
    {
        var net = new ScriptedNet();

        Refused(net, s_rows, new TrainingOptions { Validation = Dataset.WithTargets(new float[2], (float[])[1, float.NaN], 2) })
            .ShouldStartWith("Row 1 of the validation data");
        net.StepsTaken.ShouldBe(0);
    }

    public static TheoryData<TrainingOptions, string> WrongOptions => new()
    {
        { new TrainingOptions { Epochs = 0 }, "Epochs is 0" },
        { new TrainingOptions { FirstEpoch = 0 }, "FirstEpoch is 0" },
        { new TrainingOptions { FirstEpoch = 2, Epochs = int.MaxValue }, "more than can be counted" },
        { new TrainingOptions { ValidationSplit = 1 }, "ValidationSplit is 1" },
        { new TrainingOptions { ValidationSplit = -0.1 }, "ValidationSplit is -0.1" },
        { new TrainingOptions { ValidationSplit = double.NaN }, "ValidationSplit is NaN" },
        { new TrainingOptions { ValidationSplit = 0.5, Validation = s_rows }, "Both Validation and ValidationSplit" },
        {
            new TrainingOptions { EarlyStopping = new EarlyStopping() },
            "EarlyStopping monitors ValidationLoss, but there is no validation data"
        },
        {
            new TrainingOptions { StopAt = new TrainingTarget(MonitoredValue.ValidationLoss, 1) },
            "StopAt monitors ValidationLoss, but there is no validation data"
        },
        {
            new TrainingOptions { Validation = s_rows, StopAt = new TrainingTarget(MonitoredValue.ValidationAccuracy, 1) },
            "net ScriptedNet with the loss MeanSquaredError does not classify"
        },
        { new TrainingOptions { StopAt = new TrainingTarget(MonitoredValue.TrainingLoss, double.NaN) }, "StopAt.Value is NaN" },
        { new TrainingOptions { StopAt = new TrainingTarget((MonitoredValue)9, 1) }, "StopAt.Monitor is 9" },
        { new TrainingOptions { Validation = s_rows, EarlyStopping = new EarlyStopping { Patience = 0 } }, "EarlyStopping.Patience is 0" },
        {
            new TrainingOptions { Validation = s_rows, EarlyStopping = new EarlyStopping { MinimumChange = -1 } },
            "EarlyStopping.MinimumChange is -1"
        },
        { new TrainingOptions { TimeProvider = null! }, "TimeProvider is null" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions), DisableDiscoveryEnumeration = true)]
    public void Options_out_of_range_or_without_their_data_are_refused(TrainingOptions options, string message)
    {
        var net = new ScriptedNet();

        Refused(net, s_rows, options).ShouldContain(message);
        net.StepsTaken.ShouldBe(0);
    }

    [Fact]
    public void One_row_cannot_be_split()
    {
        Refused(new ScriptedNet(), ScriptedNet.Rows(1), new TrainingOptions { ValidationSplit = 0.5 }).ShouldContain("one row");
    }

    private static string Refused(Dataset data) => Refused(new ScriptedNet(), data);

    private static string Refused(ITrainer trainer, Dataset data, TrainingOptions? options = null) =>
        Should.Throw<ArgumentException>(() => trainer.Fit(data, options)).Message;
}
