using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Generating;

/// <summary>Which phases of a step the planner has threads share, as the generated head says it.</summary>
public sealed class SharingTests
{
    private const string Alone = "A step runs on the calling thread alone, whatever threads a trainer is given: too small to share.";

    [Theory]
    [InlineData("[CompiledNet(4, BatchSize = 16)] [Dense(16, Activation.Relu)] [Dense(3)] [CrossEntropy] [Adam]", Alone)]
    [InlineData("[CompiledNet(4, BatchSize = 16)] [Dense(16, Activation.Relu)] [Dense(3)] [CrossEntropy] [Sgd]", Alone)]
    [InlineData("[CompiledNet(1)] [Activate(Activation.Gelu)] [MeanSquaredError] [Adam]", Alone)]
    [InlineData("[CompiledNet(64, BatchSize = 32)] [Dense(64)] [Dense(64)] [Dense(64)] [CrossEntropy] [Adam]", "Threads of a trainer share: rows (of 12 and more), gradients (of 22 rows and more), gradients with the update (of 10 rows and more).")]
    [InlineData("[CompiledNet(64, BatchSize = 16)] [Dense(64)] [Dense(64)] [Dense(64)] [CrossEntropy] [Adam]", "Threads of a trainer share: rows (of 12 and more), gradients with the update (of 10 rows and more).")]
    [InlineData("[CompiledNet(64, BatchSize = 9)] [Dense(64)] [Dense(64)] [Dense(64)] [CrossEntropy] [Adam]", Alone)]
    [InlineData("[CompiledNet(784, BatchSize = 64)] [Dense(128, Activation.Relu)] [Dense(10)] [CrossEntropy] [Adam]", "Threads of a trainer share: rows (of 8 and more), gradients (of 3 rows and more), gradients with the update, update.")]
    [InlineData("[CompiledNet(784, BatchSize = 2)] [Dense(128, Activation.Relu)] [Dense(10)] [CrossEntropy] [Adam]", "Threads of a trainer share: gradients with the update, update.")]
    [InlineData("[CompiledNet(784, BatchSize = 256)] [Dense(512)] [Dense(256)] [Dense(10)] [CrossEntropy] [Adam]", "Threads of a trainer share: transposed weights, rows (of 8 and more), gradients, gradients with the update, update.")]
    [InlineData("[CompiledNet(1000000, BatchSize = 2)] [Activate(Activation.Tanh)] [MeanSquaredError] [Adam]", Alone)]
    public void Threads_share_what_is_large_enough(string declaration, string expected) =>
        GeneratorHarness.Generate($"{GeneratorHarness.Usings}{declaration} public partial class Net;").OnlySource.ShouldContain($"// {expected}\n");

    [Fact]
    public void A_net_for_prediction_only_says_nothing_of_threads() =>
        GeneratorHarness.Generate($"{GeneratorHarness.Usings}[CompiledNet(784)] [Dense(128)] public partial class Net;").OnlySource.ShouldNotContain("share");
}
