using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>The kernels with 16 lanes and 32 registers and those with fewer, both on any machine: the same bits.</summary>
public sealed class WideLanesTests
{
    private const int BatchSize = 41;

    // Between them: updates beside tiles and after them, copies and none, panels in pairs and an odd one, rows off the tiles' height.
    private static readonly NetVariants Nets = new(
        seed: 3,
        $"[CompiledNet(131, BatchSize = {BatchSize})] [Dense(150, Activation.Relu)] [Dense(69, Activation.Tanh)] [Dense(10, Activation.Softmax)] [CrossEntropy] [Adam(LearningRate = 0.003)] public partial class Classifier;",
        $"[CompiledNet(64, BatchSize = {BatchSize})] [Dense(257, Activation.Gelu)] [Dense(40)] [Huber] [AdamW(LearningRate = 0.003)] [ClipGradients(Value = 0.01)] public partial class Regressor;",
        $"[CompiledNet(4, BatchSize = {BatchSize})] [Dense(16, Activation.Relu)] [Dense(3)] [CrossEntropy] [Sgd(Momentum = 0.9)] public partial class Tiny;",
        $"[CompiledNet(16, BatchSize = {BatchSize})] [Dense(32, Activation.Tanh)] [Dense(31, Activation.Selu)] [Dense(1)] [MeanSquaredError] [RmsProp] public partial class Narrow;");

    public static TheoryData<string> Names => new("Classifier", "Regressor", "Tiny", "Narrow");

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_and_prediction_give_the_same_bits(string name) =>
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, BatchSize, BatchSize, BatchSize, BatchSize, 7);
}
