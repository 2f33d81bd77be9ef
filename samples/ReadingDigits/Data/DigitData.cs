using System.Diagnostics;
using CompiledNets;
using ReadingDigits.CommandLine;
using ReadingDigits.Drawing;

namespace ReadingDigits.Data;

/// <summary>The digits of a run.</summary>
/// <param name="Origin">Where they come from, for people.</param>
/// <param name="Train">The digits to learn from.</param>
/// <param name="Shown">The digits whose accuracy is shown after each epoch.</param>
/// <param name="ShownName">What these are: "validation" or "test".</param>
/// <param name="Test">The digits to judge the trained net by.</param>
internal sealed record DigitData(string Origin, Dataset Train, Dataset Shown, string ShownName, Dataset Test)
{
    private const int DrawnForTraining = 12_000, DrawnForTest = 2_000;

    /// <summary>Draws the digits, or reads them from files.</summary>
    /// <exception cref="IOException">A file or directory is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is malformed, or does not hold pictures of digits of 28 × 28 pixels.</exception>
    public static DigitData Prepare(Settings settings)
    {
        (string origin, Dataset train, Dataset test) = settings.DataDirectory is string directory ? Read(directory) : Draw(settings.Seed);
        if (settings.ValidationShare == 0)
            return new DigitData(origin, train, test, "test", test);
        if (train.Count < 2)
            throw new InvalidDataException("There is only one training digit, so none can be held out: use --validation 0.");
        (Dataset rest, Dataset heldOut) = train.Split(1 - settings.ValidationShare, settings.Seed);
        return new DigitData(origin, rest, heldOut, "validation", test);
    }

    private static (string Origin, Dataset Train, Dataset Test) Draw(int seed)
    {
        var watch = Stopwatch.StartNew();
        Dataset train = DrawnDigits.Draw(seed, first: 0, DrawnForTraining);
        Dataset test = DrawnDigits.Draw(seed, first: DrawnForTraining, DrawnForTest);
        return ($"drawn with seed {seed} in {watch.Elapsed.TotalSeconds:F1} s", train, test);
    }

    private static (string Origin, Dataset Train, Dataset Test) Read(string directory)
    {
        (Dataset train, Dataset test) = MnistFiles.Load(directory);
        CheckDigits(directory, "training", train);
        CheckDigits(directory, "test", test);
        return ($"read from {directory}", train, test);
    }

    private static void CheckDigits(string directory, string purpose, Dataset data)
    {
        if (data.InputSize != Paper.Pixels)
        {
            throw new InvalidDataException(
                $"The {purpose} pictures in '{directory}' have {data.InputSize} pixels; "
                + $"the net takes {Paper.Pixels}, 28 × 28.");
        }

        int row = data.Labels.IndexOfAnyExceptInRange(0, DigitArtist.Classes - 1);
        if (row >= 0)
        {
            throw new InvalidDataException(
                $"The {purpose} labels in '{directory}' are not all digits: picture {row} has the label {data.LabelOf(row)}.");
        }
    }
}
