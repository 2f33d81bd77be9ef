using CompiledNets;
using Spectre.Console;

namespace ReadingDigits.Reporting;

/// <summary>Which digit (rows) was taken for which (columns), and each digit's precision, recall and F1.</summary>
internal static class ConfusionTable
{
    public static Table Of(ConfusionMatrix matrix)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumn(Heading("digit"));
        for (int digit = 0; digit < matrix.Classes; digit++)
            table.AddColumn(Heading($"{digit}"));
        table.AddColumns(Heading("precision"), Heading("recall"), Heading("F1"));

        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            table.AddRow(
            [
                $"{actual}", .. Enumerable.Range(0, matrix.Classes).Select(predicted => Cell(matrix, actual, predicted)),
                Figure(matrix.Precision(actual)), Figure(matrix.Recall(actual)), Figure(matrix.F1(actual)),
            ]);
        }
        return table;
    }

    private static TableColumn Heading(string text) => new TableColumn(text).RightAligned().NoWrap().PadLeft(0).PadRight(0);

    private static string Cell(ConfusionMatrix matrix, int actual, int predicted)
    {
        long count = matrix[actual, predicted];
        if (actual == predicted)
            return $"[green]{count}[/]";
        return count == 0 ? "[grey].[/]" : $"[red]{count}[/]";
    }

    private static string Figure(double share) => $"{100 * share:F1}";
}
