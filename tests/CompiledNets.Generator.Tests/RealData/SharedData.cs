using System.Globalization;

namespace CompiledNets.Generator.Tests.RealData;

/// <summary>Data that is not part of the project: in <c>../shared/data</c> beside the repository, or where COMPILEDNETS_DATA says.</summary>
internal static class SharedData
{
    /// <summary>The folder of a data set; skips the test, saying where it was looked for, if there is none.</summary>
    public static string RequireFolder(string name)
    {
        string data = Environment.GetEnvironmentVariable("COMPILEDNETS_DATA") ?? Path.GetFullPath(Repository.PathOf("..", "shared", "data"));
        string folder = Path.Combine(data, name);
        Assert.SkipUnless(Directory.Exists(folder), $"There is no data in {folder}; set COMPILEDNETS_DATA to the folder that holds {name}.");
        return folder;
    }

    /// <summary>Digits of 8×8 pixels from 0 to 16, UCI: every fifth is for testing.</summary>
    public static (Dataset Train, Dataset Test) LoadDigits()
    {
        int[][] rows = [.. File.ReadLines(Path.Combine(RequireFolder("digits8x8"), "digits.csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        return (Of(rows.Where((_, i) => i % 5 != 4)), Of(rows.Where((_, i) => i % 5 == 4)));

        static Dataset Of(IEnumerable<int[]> rows) => Dataset.WithLabels(
            rows.SelectMany(row => row[..^1]).Select(pixel => pixel / 16f).ToArray(), rows.Select(row => row[^1]).ToArray());
    }
}
