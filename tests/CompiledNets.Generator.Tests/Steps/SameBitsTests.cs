using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Whatever the batch around a row, the way of doing a step and the unrolling: the same bits. <see cref="SharedStepTests"/> has the threads.</summary>
public sealed class SameBitsTests
{
    private const int BatchSize = 37;

    private static readonly (string Name, int InputSize, string Attributes)[] Declarations =
    [
        ("Classifier", 20, "[Dense(33, Activation.Relu)] [Dense(17, Activation.Gelu)] [Dense(10, Activation.Softmax)] [CrossEntropy] [Adam(LearningRate = 0.01)]"),
        ("Regressor", 16, "[Dense(40, Activation.Mish, L1 = 1e-3, L2 = 1e-3)] [Dense(3)] [MeanSquaredError] [Sgd(LearningRate = 0.1, Momentum = 0.9)] [ClipGradients(Norm = 0.1)]"),
        ("Detector", 7, "[Activate(Activation.Tanh)] [Dense(70, Activation.Softmax)] [Dense(5, Activation.Sigmoid)] [MeanAbsoluteError] [RmsProp] [ClipGradients(Value = 0.01)]"),
        ("Tiny", 4, "[Dense(16, Activation.Relu)] [Dense(3)] [CrossEntropy] [Adam(LearningRate = 0.01)]"),
        ("Partial", 5, "[Dense(18, Activation.LeakyRelu)] [Dense(11)] [MeanSquaredError] [Adagrad]"),
        ("Scorer", 6, "[Dense(18, Activation.Relu)] [Dense(1, Activation.Sigmoid)] [MeanSquaredError] [Adam]"),
        ("Line", 19, "[Dense(1)] [MeanSquaredError] [Sgd]"),
    ];

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load(
    [.. from declaration in Declarations
        from unroll in Enum.GetNames<Unroll>()
        select $"{GeneratorHarness.Usings}[CompiledNet({declaration.InputSize}, BatchSize = {BatchSize}, Unroll = Unroll.{unroll})] {declaration.Attributes} public partial class {declaration.Name}{unroll};"]));

    public static TheoryData<string> Names => [.. Declarations.Select(declaration => declaration.Name + "Auto")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Computing_and_applying_gradients_is_a_train_step_to_the_bit(string name)
    {
        ITrainableNet apart = Net(name), fused = Net(name);
        using ITrainer apartTrainer = apart.CreateTrainer(), fusedTrainer = fused.CreateTrainer();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(apart, BatchSize - step, step);
            float loss = apartTrainer.ComputeGradients(inputs, targets);
            apartTrainer.ApplyGradients();
            BitsOf(loss).ShouldBe(BitsOf(fusedTrainer.TrainStep(inputs, targets)));
        }

        ParametersOf(apart).ShouldBe(ParametersOf(fused));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Net(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_a_full_batch_is_left_in_a_smaller_one_after_it(string name)
    {
        ITrainableNet net = Net(name);
        using ITrainer fresh = net.CreateTrainer(), used = net.CreateTrainer();
        (float[] fullInputs, float[] fullTargets) = Batch(net, BatchSize, 1);
        for (int rows = 1; rows < BatchSize; rows += 3)
        {
            (float[] inputs, float[] targets) = Batch(net, rows, 2);
            used.ComputeGradients(fullInputs, fullTargets);

            BitsOf(used.ComputeGradients(inputs, targets)).ShouldBe(BitsOf(fresh.ComputeGradients(inputs, targets)), $"{rows} rows");
            GradientsOf(used).ShouldBe(GradientsOf(fresh), $"{rows} rows");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_in_inference_mode_is_the_loss_of_training(string name)
    {
        ITrainableNet net = Net(name);
        using ITrainer trainer = net.CreateTrainer();
        for (int rows = 1; rows <= BatchSize; rows += 6)
        {
            (float[] inputs, float[] targets) = Batch(net, rows, rows);
            BitsOf(net.ComputeLoss(inputs, targets)).ShouldBe(BitsOf(trainer.ComputeGradients(inputs, targets)), $"{rows} rows");
        }
    }

    [Fact]
    public void Labels_are_the_targets_that_they_stand_for()
    {
        ITrainableNet net = Net("ClassifierAuto");
        using ITrainer trainer = net.CreateTrainer();
        float[] inputs = Batch(net, 12, 3).Inputs, oneHot = new float[12 * 10];
        int[] labels = [.. Enumerable.Range(0, 12).Select(row => row * 3 % 10)];
        for (int row = 0; row < 12; row++)
            oneHot[(row * 10) + labels[row]] = 1;

        float ofLabels = trainer.ComputeGradients(inputs, labels);
        string gradientsOfLabels = GradientsOf(trainer);

        BitsOf(ofLabels).ShouldBe(BitsOf(trainer.ComputeGradients(inputs, oneHot)));
        gradientsOfLabels.ShouldBe(GradientsOf(trainer));
        BitsOf(net.ComputeLoss(inputs, labels)).ShouldBe(BitsOf(net.ComputeLoss(inputs, oneHot)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unrolling_changes_no_bit(string name)
    {
        string declaration = name[..^"Auto".Length];
        string expected = Train(Net(name));
        Train(Net(declaration + nameof(Unroll.Tiles))).ShouldBe(expected);
        Train(Net(declaration + nameof(Unroll.Full))).ShouldBe(expected);
    }

    private static ITrainableNet Net(string name) => Loaded.Value.TrainableNet(name, seed: 11);

    /// <summary>Some steps, the last with fewer rows.</summary>
    private static string Train(ITrainableNet net) => TrainingBits.Of(net, threads: 1, BatchSize, BatchSize, BatchSize, BatchSize, BatchSize, 10);
}
