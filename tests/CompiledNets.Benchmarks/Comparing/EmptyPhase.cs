using System.Globalization;
using CompiledNets.Threading;

namespace CompiledNets.Benchmarks;

/// <summary>The <c>empty-phase</c> command: what it takes to share a phase in which nobody has anything to do.</summary>
internal static class EmptyPhase
{
    private const int Threads = 2;

    public static int Run(TextWriter output)
    {
        using var team = new WorkerTeam(Threads, "team");
        var task = new NothingTask();
        float argument = 0;
        (double median, double least) = Stopwatching.Microseconds(times =>
        {
            for (int i = 0; i < times; i++)
                team.Run(task, 0, ref argument);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An empty phase on {Threads} threads: median {median:F2} µs, least {least:F2} µs."));
        return 0;
    }

    private sealed class NothingTask : ITeamTask
    {
        public void Execute(int phase, int worker, int workers, ref float argument)
        {
        }
    }
}
