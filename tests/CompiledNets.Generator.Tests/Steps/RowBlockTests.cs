using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Batches that go through a net's layers in blocks of rows, because all their rows together do not stay in the cache.</summary>
public sealed class RowBlockTests
{
    /// <summary>One row more than a block has; of more, rows no longer stay in the cache together.</summary>
    private const int Rows = 9;

    private const string Layers = "[Conv2D(8, 3, Activation.Relu)] [Dropout(0.3)] [MaxPool2D(2)] [Flatten] [Dense(5)] [CrossEntropy] [Adam]";

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate(
        $"{GeneratorHarness.Usings}[CompiledNet(1, 20, 20, BatchSize = {Rows})] {Layers} public partial class Whole;",
        $"{GeneratorHarness.Usings}[CompiledNet(1, 20, 20, BatchSize = 64)] {Layers} public partial class Cut;"));

    [Fact]
    public void Only_what_does_not_stay_in_the_cache_is_cut()
    {
        Source("Cut").ShouldContain("start += 8");
        Source("Whole").ShouldNotContain("start += 8");

        static string Source(string name) => Run.Value.Sources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Blocks_change_no_bit(int threads)
    {
        var nets = LoadedNets.Load(Run.Value);
        ITrainableNet whole = nets.TrainableNet("Whole", seed: 3), cut = nets.TrainableNet("Cut", seed: 3);
        using ITrainer wholeTrainer = whole.CreateTrainer(), cutTrainer = cut.CreateTrainer(threads);
        float[] inputs = [.. Enumerable.Range(0, Rows * whole.InputSize).Select(i => MathF.Sin(i))];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(i => i % 5)];
        for (int step = 0; step < 4; step++)
            BitsOf(cutTrainer.TrainStep(inputs, labels)).ShouldBe(BitsOf(wholeTrainer.TrainStep(inputs, labels)));

        ParametersOf(cut).ShouldBe(ParametersOf(whole));
    }
}
