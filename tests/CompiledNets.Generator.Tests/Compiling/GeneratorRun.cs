using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

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

    /// <summary>The same nets with the generated code's choice of lanes changed to 16, whatever the machine has: elsewhere the runtime makes them of narrower vectors.</summary>
    public GeneratorRun WithWideLanes()
    {
        const string Choice = "global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated", Always = "(global::System.Environment.ProcessId != 0)";
        CSharpCompilation output = Output;
        foreach (GeneratedSourceResult source in Sources)
        {
            SyntaxTree tree = output.SyntaxTrees.Single(tree => tree.FilePath == source.SyntaxTree.FilePath);
            string text = tree.ToString();
            text.ShouldContain(Choice);
            output = output.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text.Replace(Choice, Always, StringComparison.Ordinal), Encoding.UTF8)));
        }

        return this with { Output = output.WithAssemblyName(output.AssemblyName + "Wide") };
    }

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
