using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>The pages in docs/diagnostics say what the analyzer does: their titles, messages and examples are compared with it.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] ReleaseStates = ["Shipped", "Unshipped"];

    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(descriptor => descriptor.Id)];

    /// <summary>Those that a piece of C# alone brings about; a language version is the project's.</summary>
    public static TheoryData<string> IdsWithExamples =>
        [.. DiagnosticDescriptors.All.Where(descriptor => descriptor != DiagnosticDescriptors.LanguageTooOld).Select(descriptor => descriptor.Id)];

    [Fact]
    public async Task The_error_that_the_readme_shows_is_the_one_that_its_net_gets()
    {
        Match example = ReadmeError().Match(Repository.ReadText("README.md"));

        Diagnostic diagnostic = (await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + example.Groups["net"].Value)).ShouldHaveSingleItem();

        $"error {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}".ShouldBe(example.Groups["error"].Value);
    }

    [GeneratedRegex(@"## Errors in the editor.*?```cs\n(?<net>.*?)```\s*> (?<error>[^\n]*)", RegexOptions.Singleline)]
    private static partial Regex ReadmeError();

    [Fact]
    public void Ids_are_numbered_without_gaps() => DiagnosticDescriptors.All.Select(descriptor => descriptor.Id)
        .ShouldBe(Enumerable.Range(1, DiagnosticDescriptors.All.Length).Select(number => string.Create(CultureInfo.InvariantCulture, $"CN{number:0000}")));

    [Fact]
    public void The_table_of_diagnostics_is_complete() => Repository.ReadText("docs", "diagnostics", "README.md")
        .Split('\n').Where(line => line.StartsWith("| [CN", StringComparison.Ordinal))
        .ShouldBe(DiagnosticDescriptors.All.Select(descriptor =>
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {Severity(descriptor)} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)} |"));

    [Fact]
    public void The_release_notes_of_the_analyzer_are_complete() => ReleaseStates
        .SelectMany(state => Repository.ReadText("generator", "CompiledNets.Generator", $"AnalyzerReleases.{state}.md").Split('\n'))
        .Where(line => line.StartsWith("CN", StringComparison.Ordinal))
        .ShouldBe(DiagnosticDescriptors.All.Select(descriptor =>
            $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)}"));

    [Fact]
    public void There_is_no_page_without_a_diagnostic() => Directory.GetFiles(Repository.PathOf("docs", "diagnostics"), "CN*.md")
        .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
        .ShouldBe(DiagnosticDescriptors.All.Select(descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_its_diagnostics_title_and_severity(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);

        Page(id).ShouldStartWith($"# {id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n\nSeverity: {Severity(descriptor)}\n");
        descriptor.HelpLinkUri.ShouldEndWith($"docs/diagnostics/{id}.md");
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task The_wrong_example_of_a_page_gets_the_message_that_the_page_quotes(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.AnalyzeAsync(GeneratorHarness.Usings + Block(id, "csharp", 0));

        diagnostics.ShouldHaveSingleItem().Id.ShouldBe(id);
        Block(id, "text", 0).Trim().ShouldBe(diagnostics[0].GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task The_right_example_of_a_page_is_a_net(string id)
    {
        string source = GeneratorHarness.Usings + Block(id, "csharp", 1);

        (await GeneratorHarness.AnalyzeAsync(source)).ShouldBeEmpty();
        GeneratorRun run = GeneratorHarness.Generate(source);
        run.Sources.ShouldNotBeEmpty();
        run.Emit();
    }

    private static DiagnosticDescriptor Descriptor(string id) => DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id);

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Page(string id) => Repository.ReadText("docs", "diagnostics", id + ".md");

    private static string Block(string id, string language, int index) =>
        Fence().Matches(Page(id)).Where(match => match.Groups["language"].Value == language).ElementAt(index).Groups["text"].Value;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
