using System.Globalization;

namespace CompiledNets.Benchmarks;

/// <summary>The <c>table</c> command: what all programs printed in all rounds, as tables in Markdown.</summary>
internal sealed class ComparisonTable
{
    private const string Ours = "CompiledNets";

    private static readonly string[] Peers = ["C", "C+OpenBLAS", "PyTorch", "ONNX Runtime"];

    private readonly ComparisonLine[] lines;

    private readonly TextWriter output;

    private ComparisonTable(ComparisonLine[] lines, TextWriter output)
    {
        this.lines = lines;
        this.output = output;
    }

    /// <param name="path">The programs' lines; those that begin with # are left out.</param>
    /// <param name="output">Where the tables go.</param>
    public static int Run(string path, TextWriter output)
    {
        string[] text = File.ReadAllLines(path);
        var table = new ComparisonTable([.. text.Where(line => !line.StartsWith('#')).Select(ComparisonLine.Parse)], output);
        foreach (string peak in text.Where(line => line.StartsWith("# peak ", StringComparison.Ordinal)).Distinct())
            output.WriteLine(peak[2..]);
        table.WriteOneThread("Medians over the rounds", line => line.Median, MedianOf);
        table.WriteOneThread("The best of all rounds", line => line.Least, Enumerable.Min);
        table.WriteTwoThreads();
        return 0;
    }

    private void WriteOneThread(string title, Func<ComparisonLine, double> value, Func<IEnumerable<double>, double> over)
    {
        output.WriteLine($"\n{title}, µs a call on one core, and how many times {Ours}':\n");
        output.WriteLine($"| workload | {Ours} | {string.Join(" | ", Peers)} | share of peak |");
        output.WriteLine($"|---|---:|{string.Concat(Peers.Select(_ => "---:|"))}---:|");
        foreach (string workload in Workloads(1))
        {
            double ours = Of(workload, Ours, 1, value, over)!.Value;
            double share = over(Lines(workload, Ours, 1).Select(line => line.Share * line.Median / value(line)));
            string peers = string.Join(" | ", Peers.Select(peer => Beside(Of(workload, peer, 1, value, over), ours)));
            output.WriteLine($"| {workload} | {Time(ours)} | {peers} | {share.ToString("P0", CultureInfo.InvariantCulture)} |");
        }
    }

    private void WriteTwoThreads()
    {
        if (!Workloads(2).Any())
            return;
        output.WriteLine($"\nMedians over the rounds, µs a call on two threads, and how many times {Ours}':\n");
        output.WriteLine($"| workload | {Ours}, one thread | {Ours} | PyTorch |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (string workload in Workloads(2))
        {
            double ours = Median(workload, Ours, 2)!.Value;
            output.WriteLine($"| {workload} | {Beside(Median(workload, Ours, 1), ours)} | {Time(ours)} | {Beside(Median(workload, "PyTorch", 2), ours)} |");
        }
    }

    private IEnumerable<string> Workloads(int threads) =>
        lines.Where(line => line.Program == Ours && line.Threads == threads).Select(line => line.Workload).Distinct();

    private IEnumerable<ComparisonLine> Lines(string workload, string program, int threads) =>
        lines.Where(line => line.Workload == workload && line.Program == program && line.Threads == threads);

    private double? Median(string workload, string program, int threads) => Of(workload, program, threads, line => line.Median, MedianOf);

    private double? Of(string workload, string program, int threads, Func<ComparisonLine, double> value, Func<IEnumerable<double>, double> over)
    {
        double[] values = [.. Lines(workload, program, threads).Select(value)];
        return values is [] ? null : over(values);
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A time and how many times ours it is; a dash where the program has none.</summary>
    private static string Beside(double? time, double ours) =>
        time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Time(value)} ({value / ours:F2} ×)") : "–";

    /// <summary>µs with three digits that count.</summary>
    private static string Time(double microseconds) => microseconds switch
    {
        >= 100 => microseconds.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => microseconds.ToString("F1", CultureInfo.InvariantCulture),
        >= 1 => microseconds.ToString("F2", CultureInfo.InvariantCulture),
        >= 0.1 => microseconds.ToString("F3", CultureInfo.InvariantCulture),
        _ => microseconds.ToString("F4", CultureInfo.InvariantCulture),
    };
}
