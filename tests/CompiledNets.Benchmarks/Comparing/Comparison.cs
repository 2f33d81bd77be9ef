using System.Globalization;

namespace CompiledNets.Benchmarks;

/// <summary>
/// The <c>compare</c> command: a line for each workload, tab-separated as the peers' programs print them (workload, operation, program, threads, median
/// and least µs a call), and behind that the median's share of one core's peak, the best that was measured up to then.
/// </summary>
internal static class Comparison
{
    public static int Run(string[] options, TextWriter output, TextWriter error)
    {
        int threads = 1;
        if (options is ["--threads", var number, ..])
        {
            if (!int.TryParse(number, CultureInfo.InvariantCulture, out threads) || threads < 1)
            {
                error.WriteLine($"--threads {number}: write a number of threads, 1 or more.");
                return 2;
            }

            options = options[2..];
        }

        if (options.Length > 1)
        {
            error.WriteLine($"One filter, not {options.Length}: put \"{string.Join(' ', options)}\" into quotes.");
            return 2;
        }

        string filter = options.SingleOrDefault("");
        double peak = 0;
        foreach (Workload workload in threads == 1 ? Workloads.OnOneThread() : Workloads.On(threads))
        {
            if (!$"{workload.Name} {workload.Operation}".StartsWith(filter, StringComparison.Ordinal))
                continue;
            peak = Math.Max(peak, Peak.MultiplyAddsPerMicrosecond());
            output.WriteLine(Measure(workload, peak));
        }

        if (peak > 0)
            output.WriteLine($"# peak {2e-3 * peak:F1} GF/s");
        return 0;
    }

    private static string Measure(Workload workload, double peak)
    {
        (double median, double least) = Stopwatching.Microseconds(workload.Calls);
        double share = workload.MultiplyAdds / median / peak;
        return $"{workload.Name}\t{workload.Operation}\tCompiledNets\t{workload.Threads}\t{median:F4}\t{least:F4}\t{share:F4}";
    }
}
