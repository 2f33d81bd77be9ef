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
        table.WriteOneThread("Medians over the rounds", Median, lines => MedianOf(lines.Select(line => line.Share)));
        table.WriteOneThread("The best of all rounds", lines => lines.Min(line => line.Least), lines => lines.Max(line => line.Share * line.Median / line.Least));
        table.WriteTwoThreads();
        return 0;
    }

    /// <param name="title">What the figures are of.</param>
    /// <param name="time">µs a call, from the lines of a program's rounds.</param>
    /// <param name="share">The share of the peak that goes with it.</param>
    private void WriteOneThread(string title, Func<ComparisonLine[], double> time, Func<ComparisonLine[], double> share)
    {
        output.WriteLine($"\n{title}, µs a call on one core, and how many times {Ours}':\n");
        output.WriteLine($"| workload | {Ours} | {string.Join(" | ", Peers)} | share of peak |");
        output.WriteLine($"|---|---:|{string.Concat(Peers.Select(_ => "---:|"))}---:|");
        foreach (string workload in Workloads(1))
        {
            ComparisonLine[] ours = Lines(workload, Ours, 1);
            string peers = string.Join(" | ", Peers.Select(peer => Beside(Lines(workload, peer, 1), time, time(ours))));
            output.WriteLine($"| {workload} | {Time(time(ours))} | {peers} | {share(ours).ToString("P0", CultureInfo.InvariantCulture)} |");
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
            double ours = Median(Lines(workload, Ours, 2));
            string alone = Beside(Lines(workload, Ours, 1), Median, ours), peer = Beside(Lines(workload, "PyTorch", 2), Median, ours);
            output.WriteLine($"| {workload} | {alone} | {Time(ours)} | {peer} |");
        }
    }

    private IEnumerable<string> Workloads(int threads) =>
        lines.Where(line => line.Program == Ours && line.Threads == threads).Select(line => line.Workload).Distinct();

    private ComparisonLine[] Lines(string workload, string program, int threads) =>
        [.. lines.Where(line => line.Workload == workload && line.Program == program && line.Threads == threads)];

    private static double Median(ComparisonLine[] lines) => MedianOf(lines.Select(line => line.Median));

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A program's time and how many times ours it is; a dash where it has none.</summary>
    private static string Beside(ComparisonLine[] lines, Func<ComparisonLine[], double> time, double ours) =>
        lines is [] ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Time(time(lines))} ({time(lines) / ours:F2} ×)");

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
