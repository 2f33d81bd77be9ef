namespace CompiledNets.Generator.Tests;

/// <summary>The files of the repository that tests compare with.</summary>
internal static class Repository
{
    /// <summary>The directory of the solution, above the one that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string ReadText(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "CompiledNets.sln")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"CompiledNets.sln is in none of the directories above {AppContext.BaseDirectory}.");
    }
}
