using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Train steps that update each part of the parameters as soon as its gradient is there.</summary>
public sealed class FusedUpdateTests
{
    private const int BatchSize = 37;

    private const string Layers = "[Dense(150, Activation.Relu)] [Dense(130, Activation.Tanh)] [Dense(10)]";

    private static readonly (string Name, string Attributes)[] Fused =
    [
        ("WithAdam", $"{Layers} [CrossEntropy] [Adam]"),
        ("WithDecay", $"{Layers} [MeanSquaredError] [AdamW(LearningRate = 0.01, AmsGrad = true)]"),
        ("WithMomentum", $"{Layers} [CrossEntropy] [Sgd(LearningRate = 0.1, Momentum = 0.9)] [ClipGradients(Value = 1e-3)]"),
    ];

    private static readonly (string Name, string Attributes)[] Apart =
    [
        ("Small", "[Dense(16)] [Dense(10)] [CrossEntropy] [Adam]"),
        ("WithPenalty", "[Dense(150, L2 = 1e-4)] [Dense(130)] [Dense(10)] [CrossEntropy] [Adam]"),
        ("ClippedByNorm", $"{Layers} [CrossEntropy] [Adam] [ClipGradients(Norm = 1)]"),
    ];

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate(
        [.. Fused.Concat(Apart).Select(net => $"{GeneratorHarness.Usings}[CompiledNet(100, BatchSize = {BatchSize})] {net.Attributes} public partial class {net.Name};")]));

    private static readonly Lazy<LoadedNets> Loaded = new(() => LoadedNets.Load(Run.Value));

    public static TheoryData<string> FusedNames => [.. Fused.Select(net => net.Name)];

    public static TheoryData<string> ApartNames => [.. Apart.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void A_large_net_has_a_fused_step(string name) => SourceOf(name).ShouldContain("GradientsAndUpdate");

    [Theory]
    [MemberData(nameof(ApartNames))]
    public void A_net_that_is_small_or_needs_more_than_the_product_has_none(string name) => SourceOf(name).ShouldNotContain("GradientsAndUpdate");

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void A_fused_step_is_the_gradients_and_then_the_update_to_the_bit(string name) => CompareWithStepsInParts(name, scale: 1f);

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void Inputs_beyond_the_bound_that_lets_a_step_be_fused_give_the_same_bits_too(string name) => CompareWithStepsInParts(name, scale: 3e7f);

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void The_gradient_of_a_fused_step_can_be_read(string name)
    {
        ITrainableNet fusedNet = Net(name), apartNet = Net(name);
        using ITrainer fused = fusedNet.CreateTrainer(), apart = apartNet.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(fusedNet, BatchSize, 1);

        fused.TrainStep(inputs, targets);
        apart.ComputeGradients(inputs, targets);

        GradientsOf(fused).ShouldBe(GradientsOf(apart));
    }

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void A_step_that_is_not_finite_changes_nothing(string name)
    {
        ITrainableNet net = Net(name);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, BatchSize, 1);
        trainer.TrainStep(inputs, targets);
        string before = ParametersOf(net);
        foreach (float value in (float[])[float.NaN, float.PositiveInfinity])
        {
            (float[] bad, _) = Batch(net, BatchSize, 2);
            bad[^1] = value;

            float.IsFinite(trainer.TrainStep(bad, targets)).ShouldBeFalse($"{value}");
            ParametersOf(net).ShouldBe(before, $"{value}");
        }
    }

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void A_gradient_that_is_out_of_bounds_changes_neither_the_net_nor_the_moments(string name)
    {
        ITrainableNet net = Net(name), undisturbed = Net(name);
        float[] weight = new float[150 * 100];
        net.ReadTensor("dense1.weight", weight);
        for (int unit = 0; unit < 150; unit++)
            weight[unit * 100] = 0;
        net.WriteTensor("dense1.weight", weight);
        undisturbed.WriteTensor("dense1.weight", weight);
        using ITrainer trainer = net.CreateTrainer(threads: 2), twin = undisturbed.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, BatchSize, 1);

        // Multiplied by zeros it does not show in the loss; times the derivatives it is the gradient of those zeros.
        float[] bad = [.. inputs];
        bad[0] = 1e30f;
        float.IsNaN(trainer.TrainStep(bad, targets)).ShouldBeTrue();

        BitsOf(trainer.TrainStep(inputs, targets), trainer.TrainStep(inputs, targets)).ShouldBe(BitsOf(twin.TrainStep(inputs, targets), twin.TrainStep(inputs, targets)));
        ParametersOf(net).ShouldBe(ParametersOf(undisturbed));
    }

    private static void CompareWithStepsInParts(string name, float scale)
    {
        ITrainableNet fusedNet = Net(name), apartNet = Net(name);
        using ITrainer fused = fusedNet.CreateTrainer(), apart = apartNet.CreateTrainer();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(fusedNet, BatchSize - (9 * step), step);
            foreach (ref float input in inputs.AsSpan())
                input *= scale;
            float loss = apart.ComputeGradients(inputs, targets);
            apart.ApplyGradients();

            float.IsFinite(loss).ShouldBeTrue();
            BitsOf(fused.TrainStep(inputs, targets)).ShouldBe(BitsOf(loss));
        }

        ParametersOf(fusedNet).ShouldBe(ParametersOf(apartNet));
    }

    private static string SourceOf(string name) => Run.Value.Sources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();

    private static ITrainableNet Net(string name) => Loaded.Value.TrainableNet(name, seed: 11);
}
