using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>Each function, loss and penalty on its own, against a plain net in double. <see cref="Stacks.StackTests"/> has them all together.</summary>
public sealed class GradientTests
{
    private const int CheckedComponents = 48;

    private static readonly Lazy<LoadedNets> Loaded = new(() =>
        GeneratorHarness.Load([.. GradientNets.All.Select(net => GeneratorHarness.Usings + net.Reference.Source)]));

    public static TheoryData<string> Names => [.. GradientNets.All.Select(net => net.Reference.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        (ReferenceNet reference, bool usesLabels) = GradientNets.All.Single(net => net.Reference.Name == name);
        const int Seed = 7;
        NetComparison.CheckDrawn(reference, Loaded.Value.TrainableNet(name, Seed), Seed, CheckedComponents, [reference.BatchSize], usesLabels);
    }
}
