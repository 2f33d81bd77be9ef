using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CompiledNets.Generator.Tests.Compiling;

/// <summary>One run of the generator.</summary>
/// <param name="Result">The generator's result: its files and its tracked steps.</param>
/// <param name="Output">The user's compilation with the generated files in it.</param>
internal sealed partial record GeneratorRun(GeneratorRunResult Result, CSharpCompilation Output)
{
    /// <summary>The generated files.</summary>
    public ImmutableArray<GeneratedSourceResult> Sources => Result.GeneratedSources;

    /// <summary>The text of the only generated file.</summary>
    public string OnlySource => Sources.ShouldHaveSingleItem().SourceText.ToString();

    /// <summary>
    /// The same nets with the lanes that they do not choose on this machine: those of portable code where it takes 16, else 16, which the runtime makes of narrower
    /// vectors.
    /// </summary>
    public GeneratorRun WithOtherLanes()
    {
        const string Choice = "global::CompiledNets.Simd.MachineLanes.AreWide", ChoiceOfSteps = "global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated";
        return Rewritten("OtherLanes", text =>
        {
            text.ShouldContain(Choice);
            return text.Replace(Choice, $"(!{Choice})", StringComparison.Ordinal).Replace(ChoiceOfSteps, $"(!{ChoiceOfSteps})", StringComparison.Ordinal);
        });
    }

    /// <summary>The same nets with all phases of a step shared among a trainer's threads, however small they are.</summary>
    public GeneratorRun WithSharedPhases() => Rewritten("Shared", text =>
    {
        text.ShouldContain("isShared: ");
        text = text.Replace(" trainer\", sharesWork: false)", " trainer\")", StringComparison.Ordinal);
        text.ShouldNotContain("sharesWork");
        text = Condition().Replace(text, "isShared: true");
        return Strips().Replace(text, "strips = new global::CompiledNets.Memory.AlignedBuffer($1 * threads)");
    });

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

    /// <summary>The same nets with other generated text.</summary>
    private GeneratorRun Rewritten(string suffix, Func<string, string> rewrite)
    {
        Dictionary<string, SyntaxTree> trees = Output.SyntaxTrees.ToDictionary(tree => tree.FilePath, StringComparer.Ordinal);
        foreach (GeneratedSourceResult source in Sources)
        {
            SyntaxTree tree = trees[source.SyntaxTree.FilePath];
            trees[tree.FilePath] = tree.WithChangedText(SourceText.From(rewrite(tree.ToString()), Encoding.UTF8));
        }

        return this with { Output = Output.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Values).WithAssemblyName(Output.AssemblyName + suffix) };
    }

    [GeneratedRegex(@"isShared: (false|rows >= \d+)")]
    private static partial Regex Condition();

    // As large as one worker needs, if only one is expected.
    [GeneratedRegex(@"strips = new global::CompiledNets\.Memory\.AlignedBuffer\((\d+)\)")]
    private static partial Regex Strips();

    private static string LineOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
