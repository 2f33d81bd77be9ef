using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CompiledNets.Benchmarks;

// FirstCall comes before anything else is compiled: what it measures includes the JIT.
if (args is ["first-call"])
    return FirstCall.Run(Console.Out);

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["compare", .. string[] options]:
        return Comparison.Run(options, Console.Out, Console.Error);
    case ["table", var path]:
        return ComparisonTable.Run(path, Console.Out);
    case ["scaling", .. string[] paths] when paths.Length <= 1:
        return ScalingRun.Run(paths.SingleOrDefault(), Console.Out);
    case ["empty-phase"]:
        return EmptyPhase.Run(Console.Out);
    case ["memory"]:
        return MemoryTable.Run(Console.Out);
    case [] or [['-', ..], ..]:
        BenchmarkSwitcher.FromAssembly(typeof(W3Benchmarks).Assembly)
            .Run(args is [] ? ["--filter", "*"] : args, DefaultConfig.Instance
                .WithOptions(ConfigOptions.JoinSummary)
                .WithSummaryStyle(SummaryStyle.Default.WithZeroMetricValuesInContent()));
        return 0;
    default:
        Console.Error.WriteLine("""
            There is no such command. What there is:

              (nothing) or --filter *W3* …    BenchmarkDotNet, on all families or some, with its own options
              compare [--threads N] [FILTER]  medians and minima as tab-separated lines; FILTER is how "W3 train" begins
              table FILE.tsv                  such lines, of several programs and rounds, as the tables of docs/performance.md
              scaling [FILE.svg]              cost per multiply-add from 10² to 10⁷ parameters, as a table and a plot
              empty-phase                     what it takes to share a phase in which nobody has anything to do
              memory                          what a trainer allocates, beside the formula
              first-call                      the first TrainStep of a process, JIT included
            """);
        return 2;
}
