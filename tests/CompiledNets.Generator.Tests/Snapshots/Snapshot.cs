using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace CompiledNets.Generator.Tests.Snapshots;

/// <summary>
/// Compares text with a file beside this one, in the file conventions of Verify.SourceGenerators: <c>Test#HintName.verified.cs</c> is what was
/// accepted, <c>.received.cs</c> what came instead. With <c>SNAPSHOTS=accept</c> in the environment, what comes is accepted.
/// </summary>
internal static class Snapshot
{
    private const string Verified = ".verified", Received = ".received";
    private const int ContextLines = 2;

    public static string Folder { get; } = Repository.PathOf("tests", "CompiledNets.Generator.Tests", "Snapshots");

    private static bool Accepts => Environment.GetEnvironmentVariable("SNAPSHOTS") == "accept";

    /// <summary>The name of the snapshot of a generated file.</summary>
    public static string NameOf(string test, string hintName) => $"{test}#{Path.ChangeExtension(hintName, null)}";

    /// <summary>Fails unless the text equals what was accepted, with the difference.</summary>
    public static void Match(string name, string extension, string text)
    {
        string verified = Path.Combine(Folder, name + Verified + extension), received = Path.Combine(Folder, name + Received + extension);
        if (Accepts)
            File.WriteAllText(verified, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string? accepted = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (accepted == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Fail(accepted is null
            ? $"There is no {Path.GetFileName(verified)}. What came is in {Path.GetFileName(received)}; run with SNAPSHOTS=accept to accept it."
            : $"{Path.GetFileName(verified)} differs from what came (SNAPSHOTS=accept accepts it):\n{Difference(accepted, text)}");
    }

    /// <summary>Fails if there is a verified file that none of these names belongs to: its test was renamed or removed.</summary>
    public static void NoneLeftOver(IEnumerable<string> fileNames)
    {
        HashSet<string> known = [.. fileNames];
        string[] leftOver = [.. Directory.GetFiles(Folder, $"*{Verified}.*").Where(path => !known.Contains(Path.GetFileName(path)))];
        if (Accepts)
            Array.ForEach(leftOver, File.Delete);
        else
            leftOver.Select(Path.GetFileName).ShouldBeEmpty();
    }

    /// <summary>The lines that differ, with a few around them.</summary>
    public static string Difference(string accepted, string text)
    {
        List<DiffPiece> lines = InlineDiffBuilder.Diff(accepted, text).Lines;
        var shown = new StringBuilder();
        int last = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            bool isNear = lines.Skip(i - ContextLines).Take(Math.Min(i, ContextLines) + 1 + ContextLines).Any(line => line.Type != ChangeType.Unchanged);
            if (!isNear)
                continue;
            if (i > last + 1)
                shown.Append("  …\n");
            last = i;
            shown.Append(lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " }).Append(lines[i].Text).Append('\n');
        }

        return shown.ToString();
    }
}
