using System.Globalization;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNets.Generator.Tests.Diagnostics;

public sealed class LanguageVersionTests
{
    private const string Net = GeneratorHarness.Usings + "[CompiledNet(3)] [Dense(4, Activation.Gelu, L2 = 0.1)] [Dense(2)] [CrossEntropy] [Adam] partial class Net { }";

    [Fact]
    public void A_net_compiles_as_the_oldest_language_that_is_accepted()
    {
        Compilation compilation = Generate(LanguageVersion.CSharp11);

        compilation.SyntaxTrees.Count().ShouldBe(2);
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_language_is_reported()
    {
        Compilation compilation = Generate(LanguageVersion.CSharp10);

        compilation.SyntaxTrees.Count().ShouldBe(1);
        Diagnostic diagnostic = (await GeneratorHarness.AnalyzeAsync(compilation)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(DiagnosticDescriptors.LanguageTooOld.Id);
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldContain("'Net' is compiled as C# 10.0");
    }

    private static Compilation Generate(LanguageVersion version)
    {
        CSharpCompilation latest = GeneratorHarness.Compile(Net);
        CSharpParseOptions options = ((CSharpParseOptions)latest.SyntaxTrees[0].Options).WithLanguageVersion(version);
        CSharpCompilation compilation = latest.RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            Net, options, "Source0.cs", System.Text.Encoding.UTF8, TestContext.Current.CancellationToken));
        CSharpGeneratorDriver.Create([new CompiledNetGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        return output;
    }
}
