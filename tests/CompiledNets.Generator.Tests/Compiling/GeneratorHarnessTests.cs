using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Compiling;

public sealed class GeneratorHarnessTests
{
    [Fact]
    public void A_declared_net_is_generated_compiled_and_loaded()
    {
        LoadedNets nets = GeneratorHarness.Load(GeneratorHarness.Usings + "[CompiledNet(3)] [Dense(2)] public partial class Net;");

        nets.Net("Net").ParameterCount.ShouldBe(8);
    }

    [Fact]
    public void A_warning_in_generated_code_fails_the_compilation()
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + "[CompiledNet(3)] [Dense(2)] public partial class Net;");
        SyntaxTree tree = run.Sources.ShouldHaveSingleItem().SyntaxTree;
        SyntaxTree spoilt = tree.WithChangedText(SourceText.From(tree + "class Spoilt { private int unused; }", Encoding.UTF8));
        GeneratorRun withWarning = run with { Output = run.Output.ReplaceSyntaxTree(tree, spoilt) };

        Should.Throw<ShouldAssertException>(withWarning.Emit).Message.ShouldContain("CS0169");
    }

    [Fact]
    public async Task The_analyzer_reports_what_is_wrong()
    {
        var diagnostics = await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + "[CompiledNet(3)] public partial class Net;");

        diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Error);
    }
}
