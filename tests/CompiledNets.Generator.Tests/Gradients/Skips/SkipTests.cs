using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Gradients.Skips;

/// <summary>Skip connections against a plain net in double, and their bits.</summary>
public sealed class SkipTests
{
    private const int Seed = 7, CheckedComponents = 48;

    private static readonly NetVariants Nets = new(Seed, SkipNets.All.Select(net => net.Source));

    public static TheoryData<string> Names => [.. SkipNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = SkipNets.All.Single(net => net.Name == name);
        NetComparison.CheckDrawn(reference, Nets.Net(name), Seed, CheckedComponents, [reference.BatchSize, 1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name)
    {
        int batchSize = Nets.Net(name).BatchSize;
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, batchSize, batchSize, batchSize, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Nets.Net(name));

    [Fact]
    public void Threads_share_the_wide_net() => Nets.SourceOf("Wide").ShouldContain("rows (of ");

    [Theory]
    [InlineData("OfImageInOrder")]
    [InlineData("OfImageByChannels")]
    [InlineData("OfSequenceInOrder")]
    public void What_comes_in_is_put_as_the_other_side_lies(string name) => Nets.SourceOf(name).ShouldContain("Reorder");
}
