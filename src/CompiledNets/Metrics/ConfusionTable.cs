using System.Globalization;
using System.Text;

namespace CompiledNets;

/// <summary>
/// Writes a confusion matrix as a table of text: classes left, what they were taken for to the right, then each class's figures.
/// </summary>
internal static class ConfusionTable
{
    private const string Corner = "actual \\ predicted";

    public static string Write(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        List<string[]> lines = [[Corner, .. names, "precision", "recall", "F1", "rows"]];
        for (int @class = 0; @class < matrix.Classes; @class++)
        {
            int actual = @class;
            lines.Add(
            [
                names[actual], .. Enumerable.Range(0, matrix.Classes).Select(predicted => Text(matrix[actual, predicted])),
                Text(matrix.Precision(actual)), Text(matrix.Recall(actual)), Text(matrix.F1(actual)), Text(matrix.Support(actual)),
            ]);
        }

        lines.Add(
        [
            "macro average", .. names.Select(_ => ""),
            Text(matrix.MacroPrecision), Text(matrix.MacroRecall), Text(matrix.MacroF1), Text(matrix.Count),
        ]);
        return Align(lines);
    }

    private static string Align(List<string[]> lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(line[0].PadRight(widths[0]));
            for (int column = 1; column < line.Length; column++)
                text.Append("  ").Append(line[column].PadLeft(widths[column]));
        }

        return text.ToString();
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(double ratio) => ratio.ToString("0.0000", CultureInfo.InvariantCulture);
}
