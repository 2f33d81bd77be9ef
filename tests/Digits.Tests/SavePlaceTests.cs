using ReadingDigits.CommandLine;

namespace Digits.Tests;

public sealed class SavePlaceTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("digits").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_check_leaves_nothing_behind()
    {
        SavePlace.Check(Path.Combine(_directory, "net.safetensors"));

        Directory.EnumerateFileSystemEntries(_directory).ShouldBeEmpty();
    }

    [Fact]
    public void A_check_leaves_the_old_file_as_it_is()
    {
        string path = Path.Combine(_directory, "net.safetensors");
        File.WriteAllText(path, "old");

        SavePlace.Check(path);

        File.ReadAllText(path).ShouldBe("old");
    }

    [Fact]
    public void A_directory_is_no_place_for_a_file() =>
        Should.Throw<IOException>(() => SavePlace.Check(_directory)).Message.ShouldContain(_directory);

    [Fact]
    public void A_directory_that_is_not_there_is_named()
    {
        string missing = Path.Combine(_directory, "missing");

        var fault = Should.Throw<IOException>(() => SavePlace.Check(Path.Combine(missing, "net")));

        fault.Message.ShouldContain($"there is no directory '{missing}'");
    }

    [Fact]
    public void An_empty_name_is_none() => Should.Throw<IOException>(() => SavePlace.Check(" ")).Message.ShouldContain("--save");
}
