using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Diagnostics;

public sealed class GeneratedMembersTests
{
    [Theory]
    [InlineData("[CompiledNet(3)] [Dense(2)] partial class Net;", false)]
    [InlineData("[CompiledNet(3)] [Embedding(9, 2)] [Flatten] partial class Net;", false)]
    [InlineData("[CompiledNet(3)] [Embedding(9, 2)] [Flatten] [Dense(2)] [CrossEntropy] [Sgd] partial class Net;", true)]
    [InlineData("[CompiledNet(3)] [Dense(2)] [MeanSquaredError] [Sgd] partial class Net;", true)]
    [InlineData("[CompiledNet(4000)] [Dense(4000, L1 = 1)] [Dense(9)] [CrossEntropy] [Adam] [ClipGradients(Norm = 1)] partial class Net;", true)]
    [InlineData("[CompiledNet(5, 2)] [Gru(3)] [Dense(2)] [MeanSquaredError] [Sgd] partial class Net;", true)]
    [InlineData("[CompiledNet(5)] [Embedding(9, 2)] [Gru(3)] [Dense(2)] [CrossEntropy] [Sgd] partial class Net;", true)]
    [InlineData("[CompiledNet(30)] [Dropout(0.5)] [Dense(40)] [BatchNorm] [LayerNorm] [Dense(9)] [CrossEntropy] [Adam] partial class Net;", true)]
    public void Every_member_that_is_generated_is_known_to_collide_with_one_of_the_users(string source, bool isTrainable)
    {
        INamedTypeSymbol net = GeneratorHarness.Generate(GeneratorHarness.Usings + source).Output.GetTypeByMetadataName("Net").ShouldNotBeNull();

        var generated = new GeneratedMembers(isTrainable, source.Contains("[Gru", StringComparison.Ordinal), source.Contains("[Embedding", StringComparison.Ordinal));

        net.GetMembers().Length.ShouldBeGreaterThan(10);
        net.GetMembers().Where(member => !member.IsImplicitlyDeclared && !generated.CollideWith(member)).ShouldBeEmpty();
    }
}
