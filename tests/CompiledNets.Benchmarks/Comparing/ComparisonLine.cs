using System.Globalization;

namespace CompiledNets.Benchmarks;

/// <summary>What one program printed for one workload in one round.</summary>
/// <param name="Workload">The net and the operation.</param>
/// <param name="Program">Who.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Median">µs a call.</param>
/// <param name="Least">µs a call.</param>
/// <param name="Share">The median's share of the core's peak, NaN where the program does not say.</param>
internal sealed record ComparisonLine(string Workload, string Program, int Threads, double Median, double Least, double Share)
{
    /// <summary>Reads a line of the comparison.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ComparisonLine Parse(string line)
    {
        if (line.Split('\t') is not [var net, var operation, var program, var threads, var median, var least, .. var share] || share.Length > 1)
            throw new FormatException($"\"{line}\" is no line of the comparison: workload, operation, program, threads, median, least and perhaps a share of the peak.");
        return new ComparisonLine(
            $"{net} {operation}", program, int.Parse(threads, CultureInfo.InvariantCulture), Number(median), Number(least), share is [var value] ? Number(value) : double.NaN);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
