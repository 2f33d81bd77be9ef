using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Gradients.Skips;

/// <summary>Skip connections against a plain net in double, and their bits.</summary>
public sealed class SkipTests
{
    private const int Seed = 7, CheckedComponents = 48;

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate([.. SkipNets.All.Select(net => GeneratorHarness.Usings + net.Source)]));

    private static readonly Lazy<LoadedNets> Loaded = new(() => LoadedNets.Load(Run.Value)), Wide = new(() => LoadedNets.Load(Run.Value.WithWideLanes()));

    public static TheoryData<string> Names => [.. SkipNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = SkipNets.All.Single(net => net.Name == name);
        ITrainableNet net = Loaded.Value.TrainableNet(name, Seed);
        foreach (int rows in (int[])[reference.BatchSize, 1])
        {
            var batch = ReferenceBatch.Draw(reference, NetTensors.ParametersOf(net), rows, usesLabels: false, Seed);
            new NetComparison(reference, batch, $"{name}, {rows} rows", CheckedComponents).Check(net, Seed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name)
    {
        string expected = Train(Loaded.Value.TrainableNet(name, Seed), threads: 1);

        Train(Loaded.Value.TrainableNet(name, Seed), threads: 2).ShouldBe(expected);
        Train(Loaded.Value.TrainableNet(name, Seed), threads: 3).ShouldBe(expected);
        Train(Wide.Value.TrainableNet(name, Seed), threads: 2).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name)
    {
        const int Count = 53;
        ITrainableNet net = Loaded.Value.TrainableNet(name, Seed);
        float[] inputs = Batch(net, Count, 5).Inputs, together = new float[Count * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(inputs, together);
        for (int row = 0; row < Count; row++)
        {
            net.Predict(inputs.AsSpan(row * net.InputSize, net.InputSize), alone);
            BitsOf(alone).ShouldBe(BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row}");
        }
    }

    [Fact]
    public void Threads_share_the_wide_net() => SourceOf("Wide").ShouldContain("rows (of ");

    [Theory]
    [InlineData("OfImageInOrder")]
    [InlineData("OfImageByChannels")]
    [InlineData("OfSequenceInOrder")]
    public void What_comes_in_is_put_as_the_other_side_lies(string name) => SourceOf(name).ShouldContain("Reorder");

    private static string SourceOf(string name) => Run.Value.Sources.Single(file => file.HintName == name + ".g.cs").SourceText.ToString();

    private static string Train(ITrainableNet net, int threads)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        var losses = new List<float>();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(net, step < 3 ? net.BatchSize : 1, step);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        return BitsOf([.. losses]) + ParametersOf(net) + GradientsOf(trainer);
    }
}
