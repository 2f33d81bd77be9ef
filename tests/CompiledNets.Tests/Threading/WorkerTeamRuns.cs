using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

/// <summary>Phases whose shares need no argument.</summary>
internal static class WorkerTeamRuns
{
    public static void Run(this WorkerTeam team, ITeamTask task, int phase)
    {
        float nothing = 0;
        team.Run(task, phase, ref nothing);
    }
}
