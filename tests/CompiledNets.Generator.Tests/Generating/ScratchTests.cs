using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Generating;

public sealed class ScratchTests
{
    private const string Large = "stackalloc float[global::System.Math.Min(rows";

    [Theory]
    [InlineData(64, true)]
    [InlineData(1_000_000, false)]
    public void The_stack_holds_the_loss_of_a_small_batch_only(int batchSize, bool isOnStack)
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings
            + $"[CompiledNet(4, BatchSize = {batchSize})] [Dense(3)] [CrossEntropy] [Sgd] public partial class Net;");

        run.OnlySource.Contains(Large, StringComparison.Ordinal).ShouldBe(isOnStack);
        run.OnlySource.Contains("scratchPool", StringComparison.Ordinal).ShouldBe(!isOnStack);
        run.Emit();
    }
}
