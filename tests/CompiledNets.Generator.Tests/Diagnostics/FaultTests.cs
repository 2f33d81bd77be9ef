using System.Collections.Immutable;
using System.Globalization;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>Every fault is reported with its id, at the text that is wrong, in words that name the net, the layer, both shapes and the way out.</summary>
public sealed partial class FaultTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_is_reported_at_the_text_that_is_wrong(string id, string source, string[] said)
    {
        MarkedSource marked = MarkedSource.Parse(GeneratorHarness.Usings + source);

        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.AnalyzeAsync(marked.Text);

        diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).ShouldBe(marked.Spans.Select(span => (id, span)));
        foreach (string words in said)
            diagnostics[0].GetMessage(CultureInfo.InvariantCulture).ShouldContain(words);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_net_with_an_error_gets_no_code_and_one_with_a_warning_does(string id, string source, string[] said)
    {
        GeneratorRun run = GeneratorHarness.Generate(MarkedSource.Parse(GeneratorHarness.Usings + source).Text);

        bool isError = Descriptor(id).DefaultSeverity == DiagnosticSeverity.Error;
        bool isNet = id != DiagnosticDescriptors.NotANet.Id;
        said.ShouldNotBeEmpty();
        run.Sources.Count(file => file.HintName.Contains("Net", StringComparison.Ordinal)).ShouldBe(isError || !isNet ? 0 : 1);
    }

    [Fact]
    public void Every_diagnostic_has_a_case() =>
        Cases.Select(row => row.Data.Item1).Append(DiagnosticDescriptors.LanguageTooOld.Id).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(DiagnosticDescriptors.All.Select(descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(ValidNets))]
    public async Task A_valid_net_has_no_diagnostics_and_its_code_no_warnings(string source)
    {
        (await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + source)).ShouldBeEmpty();
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + source);
        run.Sources.ShouldNotBeEmpty();
        run.Emit();
    }

    [Theory]
    [MemberData(nameof(HalfTyped))]
    public async Task Code_that_is_half_typed_has_the_compilers_errors_only(string source)
    {
        GeneratorRun run = GeneratorHarness.Generate(GeneratorHarness.Usings + source);

        run.Output.GetDiagnostics(TestContext.Current.CancellationToken).ShouldContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        run.Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .ShouldNotContain(diagnostic => run.Sources.Any(file => file.SyntaxTree == diagnostic.Location.SourceTree));
        (await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + source)).ShouldBeEmpty();
    }

    private static DiagnosticDescriptor Descriptor(string id) => DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id);
}
