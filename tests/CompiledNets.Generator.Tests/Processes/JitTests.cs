using System.Text.RegularExpressions;

namespace CompiledNets.Generator.Tests.Processes;

/// <summary>What the JIT makes of generated code.</summary>
public sealed partial class JitTests
{
    private const string Nets = "CompiledNets.Bits.Nets.";

    [Theory]
    [InlineData(null)]
    [InlineData("large")]
    public async Task No_generated_method_is_compiled_without_optimisation(string? nets)
    {
        string[] compiled = await ListAsync(nets, "JitDisasmSummary", "1");

        string[] generated = [.. compiled.Where(line => CompiledMethod().Match(line) is { Success: true } match && match.Groups[1].Value.StartsWith(Nets, StringComparison.Ordinal))];
        generated.Length.ShouldBeGreaterThan(100);

        // A static constructor runs once and cannot ask for anything.
        generated.Where(line => !line.Contains("[FullOpts", StringComparison.Ordinal) && !line.Contains(":.cctor()", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("large")]
    [InlineData(null, "EnableAVX512")]
    public async Task Tiles_call_nothing(string? nets, params string[] without)
    {
        string[] listing = await ListAsync(nets, "JitDisasm", "*Tile*", without);

        var calls = new List<string>();
        var tiles = new HashSet<string>(StringComparer.Ordinal);
        string method = "";
        foreach (string line in listing)
        {
            if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal))
            {
                method = line["; Assembly listing for method ".Length..];
                tiles.Add(method);
            }
            else if (Call().IsMatch(line) && !IsRestOfUpdate(method, line))
            {
                calls.Add($"{method}: {line.Trim()}");
            }
        }

        tiles.Count.ShouldBeGreaterThan(20);
        tiles.ShouldAllBe(tile => tile.StartsWith(Nets, StringComparison.Ordinal));
        calls.Take(20).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("large")]
    [InlineData(null, "EnableAVX512")]
    public async Task Every_access_to_memory_in_a_kernel_is_inlined(string? nets, params string[] without)
    {
        string[] compiled = await ListAsync(nets, "JitDisasmSummary", "1", without);

        // A method of its own, where everybody else has inlined it: somewhere the JIT gave up.
        compiled.Where(line => line.Contains("Kernels:At(", StringComparison.Ordinal) || OperationOfLanes().IsMatch(line)).ShouldBeEmpty();
    }

    private static async Task<string[]> ListAsync(string? nets, string setting, string value, params string[] without)
    {
        string file = Path.Combine(Path.GetTempPath(), $"CompiledNets.{Guid.NewGuid():N}.jit");
        try
        {
            await BitsProgram.RunAsync(nets is null ? [] : [nets], [("JitStdOutFile", file), (setting, value), .. without.Select(instructions => (instructions, "0"))]);
            return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Whether a tile that updates calls for what a small batch left of the update: behind its loop, when the sums are stored.</summary>
    private static bool IsRestOfUpdate(string method, string line) =>
        method.Contains("UpdatingTile[", StringComparison.Ordinal) && line.Contains("+Pass:Update[", StringComparison.Ordinal);

    [GeneratedRegex(@"JIT compiled (\S+)")]
    private static partial Regex CompiledMethod();

    [GeneratedRegex(@"^\s+call\s")]
    private static partial Regex Call();

    [GeneratedRegex(@"CompiledNets\.Simd\.(WideLanes|PortableLanes|Extent\d+):")]
    private static partial Regex OperationOfLanes();
}
