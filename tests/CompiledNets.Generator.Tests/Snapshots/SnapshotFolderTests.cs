using Xunit.Sdk;

namespace CompiledNets.Generator.Tests.Snapshots;

/// <summary>What a snapshot must fail on.</summary>
public sealed class SnapshotFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("snapshots").FullName;

    private SnapshotFolder Folder => new(path, accepts: false);

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void A_file_that_was_never_accepted_fails_and_is_left_to_look_at()
    {
        Should.Throw<FailException>(() => Folder.Match("Test#Net.g", ".cs", "text")).Message.ShouldContain("Test#Net.g.verified.cs");

        File.ReadAllText(Path.Combine(path, "Test#Net.g.received.cs")).ShouldBe("text");
    }

    [Fact]
    public void A_difference_fails_with_the_lines_around_it()
    {
        Accept("a\nb\nc\nd\ne\nf\ng\n");

        Should.Throw<FailException>(() => Folder.Match("Test", ".txt", "a\nb\nc\nD\ne\nf\ng\n")).Message
            .ShouldContain("  …\n  b\n  c\n- d\n+ D\n  e\n  f\n");
        File.Exists(Path.Combine(path, "Test.received.txt")).ShouldBeTrue();
    }

    [Fact]
    public void The_same_text_passes_and_clears_what_came_before()
    {
        Accept("text");
        File.WriteAllText(Path.Combine(path, "Test.received.txt"), "another");

        Folder.Match("Test", ".txt", "text");

        Directory.GetFiles(path).Select(Path.GetFileName).ShouldBe(["Test.verified.txt"]);
    }

    [Fact]
    public void A_file_that_is_left_over_fails()
    {
        Accept("text");

        Should.Throw<ShouldAssertException>(() => Folder.NoneLeftOver(["Another.verified.txt"])).Message.ShouldContain("Test.verified.txt");
        Folder.NoneLeftOver(["Test.verified.txt"]);
    }

    private void Accept(string text) => new SnapshotFolder(path, accepts: true).Match("Test", ".txt", text);
}
