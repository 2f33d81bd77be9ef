using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>The kernels with 16 lanes and 32 registers, also on machines that have neither: the same bits as with the machine's own.</summary>
public sealed class WideLanesTests
{
    private const int BatchSize = 41;

    // Between them: updates beside tiles and after them, copies and none, panels in pairs and an odd one, rows off the tiles' height.
    private static readonly string[] Sources =
    [
        $"{GeneratorHarness.Usings}[CompiledNet(131, BatchSize = {BatchSize})] [Dense(150, Activation.Relu)] [Dense(69, Activation.Tanh)] [Dense(10, Activation.Softmax)] [CrossEntropy] [Adam(LearningRate = 0.003)] public partial class Classifier;",
        $"{GeneratorHarness.Usings}[CompiledNet(64, BatchSize = {BatchSize})] [Dense(257, Activation.Gelu)] [Dense(40)] [Huber] [AdamW(LearningRate = 0.003)] [ClipGradients(Value = 0.01)] public partial class Regressor;",
        $"{GeneratorHarness.Usings}[CompiledNet(4, BatchSize = {BatchSize})] [Dense(16, Activation.Relu)] [Dense(3)] [CrossEntropy] [Sgd(Momentum = 0.9)] public partial class Tiny;",
        $"{GeneratorHarness.Usings}[CompiledNet(16, BatchSize = {BatchSize})] [Dense(32, Activation.Tanh)] [Dense(31, Activation.Selu)] [Dense(1)] [MeanSquaredError] [RmsProp] public partial class Narrow;",
    ];

    private static readonly Lazy<(LoadedNets Own, LoadedNets Wide)> Loaded = new(() =>
    {
        GeneratorRun run = GeneratorHarness.Generate(Sources);
        return (LoadedNets.Load(run), LoadedNets.Load(run.WithWideLanes()));
    });

    public static TheoryData<string> Names => new("Classifier", "Regressor", "Tiny", "Narrow");

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_and_prediction_give_the_same_bits(string name) =>
        BitsAfterTraining(Loaded.Value.Wide.TrainableNet(name, seed: 3)).ShouldBe(BitsAfterTraining(Loaded.Value.Own.TrainableNet(name, seed: 3)));

    private static string BitsAfterTraining(ITrainableNet net)
    {
        using ITrainer trainer = net.CreateTrainer(threads: 2);
        var losses = new List<float>();
        for (int step = 0; step < 5; step++)
        {
            (float[] inputs, float[] targets) = Batch(net, step < 4 ? BatchSize : 7, step);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        (float[] rows, _) = Batch(net, 13, seed: 9);
        float[] together = new float[13 * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(rows, together);
        net.Predict(rows.AsSpan(0, net.InputSize), alone);
        return BitsOf([.. losses, .. together, .. alone]) + ParametersOf(net) + GradientsOf(trainer);
    }
}
