namespace CompiledNets.Threading;

/// <summary>Work that a <see cref="WorkerTeam"/> does together, in phases between which all wait for each other.</summary>
public interface ITeamTask
{
    /// <summary>One worker's share of one phase; called once for each worker, at the same time.</summary>
    /// <param name="phase">What <see cref="WorkerTeam.Run"/> was asked for.</param>
    /// <param name="worker">This worker's number, 0 (the caller of <see cref="WorkerTeam.Run"/>) to <paramref name="workers"/> − 1.</param>
    /// <param name="workers">How many there are: the size of the team, or 1 in a phase that is not shared.</param>
    /// <param name="argument">What <see cref="WorkerTeam.Run"/> was given; it stays where it is until all have finished.</param>
    void Execute(int phase, int worker, int workers, ref float argument);
}
