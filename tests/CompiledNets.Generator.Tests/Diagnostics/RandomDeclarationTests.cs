using System.Collections.Immutable;
using System.Globalization;
using CompiledNets.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace CompiledNets.Generator.Tests.Diagnostics;

public sealed class RandomDeclarationTests
{
    private const int NetsPerSeed = 80;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_random_declaration_has_errors_or_code_that_compiles_without_warnings(int seed)
    {
        var declarations = new RandomDeclarations(seed);
        string[] sources = [.. Enumerable.Range(0, NetsPerSeed).Select(i => GeneratorHarness.Usings + declarations.Next(Name(i)))];

        GeneratorRun run = GeneratorHarness.Generate(sources);
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.AnalyzeAsync(run.Output);

        HashSet<string> generated = [.. run.Sources.Select(file => file.HintName)];
        for (int i = 0; i < NetsPerSeed; i++)
        {
            string file = string.Create(CultureInfo.InvariantCulture, $"Source{i}.cs");
            bool hasErrors = diagnostics.Any(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.GetLineSpan().Path == file);
            generated.Contains(Name(i) + ".g.cs").ShouldBe(!hasErrors, sources[i]);
        }

        generated.Count.ShouldBeInRange(NetsPerSeed / 4, NetsPerSeed - 10);
        run.Emit();
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");
}
