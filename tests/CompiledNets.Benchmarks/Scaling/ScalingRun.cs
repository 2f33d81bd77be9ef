using System.Globalization;

namespace CompiledNets.Benchmarks;

/// <summary>The <c>scaling</c> command: what a multiply-add costs in square stacks of 10² to 10⁷ parameters, as a table and a plot.</summary>
internal static class ScalingRun
{
    /// <param name="plotPath">Where the plot goes; null for none.</param>
    /// <param name="output">Where the table goes.</param>
    public static int Run(string? plotPath, TextWriter output)
    {
        double peak = Peak.MultiplyAddsPerMicrosecond();
        SquareStack[] stacks = [.. SquareStack.MeasureAll()];
        double limit = 1e3 / Math.Max(peak, Peak.MultiplyAddsPerMicrosecond());
        WriteTable(stacks, limit, output);
        if (plotPath is not null)
            File.WriteAllText(plotPath, Plot(stacks, limit).ToSvg());
        return 0;
    }

    /// <summary>Each cost, and how many times the best of its column it is.</summary>
    private static void WriteTable(SquareStack[] stacks, double limit, TextWriter output)
    {
        (double predict, double sgd, double adam) = (stacks.Min(stack => stack.Predict), stacks.Min(stack => stack.Sgd), stacks.Min(stack => stack.Adam));
        output.WriteLine("| n → n → n | parameters | Predict, 64 rows | TrainStep, SGD | TrainStep, Adam |");
        output.WriteLine("|---:|---:|---:|---:|---:|");
        foreach (SquareStack stack in stacks)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {stack.Width} | {stack.Parameters:N0} | {Cost(stack.Predict, predict)} | {Cost(stack.Sgd, sgd)} | {Cost(stack.Adam, adam)} |"));
        }

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ns per multiply-add, and how many times the column's best; at the core's peak it would be {limit:F4} ns."));
    }

    private static string Cost(double cost, double best) => string.Create(CultureInfo.InvariantCulture, $"{cost:F4} ({cost / best:F2} ×)");

    private static LogLogPlot Plot(SquareStack[] stacks, double limit) => new(
        "Cost of a multiply-add, 64 rows, one thread",
        "parameters",
        "ns per multiply-add",
        [
            new("Predict", "#2f81f7", [.. stacks.Select(stack => ((double)stack.Parameters, stack.Predict))]),
            new("TrainStep, SGD", "#1a9e5c", [.. stacks.Select(stack => ((double)stack.Parameters, stack.Sgd))]),
            new("TrainStep, Adam", "#e0701a", [.. stacks.Select(stack => ((double)stack.Parameters, stack.Adam))]),
        ],
        ("peak of the core", limit));
}
