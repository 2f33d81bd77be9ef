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
        $"{GeneratorHarness.Usings}[CompiledNet(1, 20, 20, BatchSize = 64)] {Layers} public partial class Cut;",
        $"{GeneratorHarness.Usings}[CompiledNet(1, 20, 20, BatchSize = 64)] [Conv2D(8, 3)] [BatchNorm] [Activate(Activation.Relu)] {Layers} public partial class CutApart;"));

    [Fact]
    public void Only_what_does_not_stay_in_the_cache_is_cut()
    {
        Source("Cut").ShouldContain("start += 8");
        Source("Whole").ShouldNotContain("start += 8");

        static string Source(string name) => Run.Value.Sources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();
    }

    [Fact]
    public void Blocks_change_no_bit()
    {
        var nets = LoadedNets.Load(Run.Value);
        Train(nets.TrainableNet("Cut", seed: 3), Rows, threads: 1).ShouldBe(Train(nets.TrainableNet("Whole", seed: 3), Rows, threads: 1));
    }

    [Theory]
    [InlineData("Cut", 50)]
    [InlineData("CutApart", 64)]
    public void Blocks_of_several_threads_change_no_bit(string name, int rows)
    {
        var nets = LoadedNets.Load(Run.Value);
        string alone = Train(nets.TrainableNet(name, seed: 3), rows, threads: 1);
        foreach (int threads in (int[])[2, 3])
            Train(nets.TrainableNet(name, seed: 3), rows, threads).ShouldBe(alone);
    }

    private static string Train(ITrainableNet net, int rows, int threads)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        float[] inputs = [.. Enumerable.Range(0, rows * net.InputSize).Select(i => MathF.Sin(i))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i % 5)];
        float[] losses = [.. Enumerable.Range(0, 4).Select(_ => trainer.TrainStep(inputs, labels))];
        return BitsOf(losses) + ParametersOf(net);
    }
}
