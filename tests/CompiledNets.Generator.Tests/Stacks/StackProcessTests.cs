using System.Text.RegularExpressions;
using CompiledNets.Generator.Tests.Processes;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>The random nets in a process with AVX-512 switched off.</summary>
public sealed partial class StackProcessTests
{
    private static readonly Lazy<Task<Run>> WithoutAvx512 = new(RunAsync);

    [Fact]
    public async Task Vectors_change_no_bit()
    {
        string[] output = (await WithoutAvx512.Value).Output;

        output.ShouldContain("Vector512 False");
        Dictionary<string, string> digests = output.Where(line => line.StartsWith("Stack", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1]);
        StackNets.Sound.Where(stack => digests[stack.Reference.Name] != StackDigests.Of(stack)).Select(stack => stack.Description).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_method_is_compiled_without_optimisation()
    {
        string[] compiled = [.. (await WithoutAvx512.Value).Listing.Where(line => GeneratedMethod().IsMatch(line))];

        compiled.Length.ShouldBeGreaterThan(10 * StackNets.Count);

        // A static constructor runs once and cannot ask for anything.
        compiled.Where(line => !line.Contains("[FullOpts", StringComparison.Ordinal) && !line.Contains(":.cctor()", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<Run> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("CompiledNets.");
        try
        {
            string assembly = Path.Combine(folder.FullName, "Stacks.dll"), listing = Path.Combine(folder.FullName, "listing");
            await File.WriteAllBytesAsync(assembly, StackNets.Image, TestContext.Current.CancellationToken);
            string[] output = await BitsProgram.RunAsync(["assembly", assembly], ("EnableAVX512", "0"), ("JitStdOutFile", listing), ("JitDisasmSummary", "1"));
            return new Run(output, await File.ReadAllLinesAsync(listing, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"JIT compiled Stack\d")]
    private static partial Regex GeneratedMethod();

    private sealed record Run(string[] Output, string[] Listing);
}
