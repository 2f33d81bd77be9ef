using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

internal static class WorkerTeamRuns
{
    /// <summary>Runs a phase whose shares need nothing of the caller's.</summary>
    public static void Run(this WorkerTeam team, ITeamTask task, int phase)
    {
        float none = 0;
        team.Run(task, phase, ref none);
    }
}
