using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CompiledNets.Generator.Tests.Compiling;

/// <summary>One run of the generator.</summary>
/// <param name="Result">The generator's result: its files and its tracked steps.</param>
/// <param name="Output">The user's compilation with the generated files in it.</param>
internal sealed record GeneratorRun(GeneratorRunResult Result, CSharpCompilation Output)
{
    /// <summary>The generated files.</summary>
    public ImmutableArray<GeneratedSourceResult> Sources => Result.GeneratedSources;

    /// <summary>The text of the only generated file.</summary>
    public string OnlySource => Sources.ShouldHaveSingleItem().SourceText.ToString();

    /// <summary>Compiles to bytes. No error anywhere, and no warning in generated code.</summary>
    public MemoryStream Emit()
    {
        HashSet<string> generated = [.. Sources.Select(source => source.SyntaxTree.FilePath)];
        var image = new MemoryStream();
        EmitResult result = Output.Emit(image);
        result.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree is { } tree && generated.Contains(tree.FilePath)))
            .Select(diagnostic => $"{diagnostic}\n    {LineOf(diagnostic)}")
            .Take(20)
            .ShouldBeEmpty();
        result.Success.ShouldBeTrue();
        image.Position = 0;
        return image;
    }

    private static string LineOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
