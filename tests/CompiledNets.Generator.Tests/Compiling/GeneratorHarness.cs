using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using CompiledNets.Generator.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Compiling;

/// <summary>Runs the generator and the analyzer as the compiler of a user's project does.</summary>
internal static class GeneratorHarness
{
    /// <summary>What a user's file with nets starts with.</summary>
    public const string Usings = "using CompiledNets;\n";

    // Diagnose: documentation comments of generated code are compiled too, as in a project that writes a documentation file.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable,
        allowUnsafe: false,
        deterministic: true);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(CompiledNetAttribute).Assembly.Location)];

    /// <summary>A user's project as the generator first sees it, one file for each source.</summary>
    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        $"Nets{Guid.NewGuid():N}",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, $"Source{i}.cs")),
        References,
        CompilationOptions);

    /// <summary>A driver with the generator in it that keeps track of its steps.</summary>
    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new CompiledNetGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator over the sources; whatever it throws fails the test.</summary>
    public static GeneratorRun Generate(params string[] sources)
    {
        GeneratorDriver driver = CreateDriver().RunGeneratorsAndUpdateCompilation(Compile(sources), out Compilation output, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        result.Diagnostics.ShouldBeEmpty();
        return new GeneratorRun(result, (CSharpCompilation)output);
    }

    /// <summary>Generates, compiles without error or warning in generated code, and loads the nets.</summary>
    public static LoadedNets Load(params string[] sources) => LoadedNets.Load(Generate(sources));

    /// <summary>What the analyzer reports for the sources, in the order of their places; the compiler's own diagnostics are not in it.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(params string[] sources) => AnalyzeAsync(Generate(sources).Output);

    /// <inheritdoc cref="AnalyzeAsync(string[])"/>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await new CompilationWithAnalyzers(compilation, [new NetAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        failures.ShouldBeEmpty();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
