using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

/// <summary>A task whose shares are a delegate's.</summary>
internal sealed class ActionTask(Action<int, int, int> execute) : ITeamTask
{
    public void Execute(int phase, int worker, int workers, ref float argument) => execute(phase, worker, workers);
}
