using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>Recurrent nets against a plain one in double: outputs, loss, and central differences of the loss.</summary>
public sealed class SequenceGradientTests
{
    private const int CheckedComponents = 24;

    public static TheoryData<string> Names => SequenceNets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = SequenceNets.All.Single(net => net.Name == name);
        int[] rows = [reference.BatchSize, (reference.BatchSize + 1) / 2];
        NetComparison.CheckDrawn(reference, SequenceNets.Compiled.Net(name), SequenceNets.Seed, CheckedComponents, rows);
    }
}
