using System.Runtime.CompilerServices;
using CompiledNets.Threading;

namespace CompiledNets.Tests.Threading;

public sealed class WorkerTeamArgumentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void All_workers_see_the_floats_that_the_caller_passed(int threads)
    {
        using var team = new WorkerTeam(threads, "test");
        float[] values = new float[threads];
        for (int run = 1; run <= 100; run++)
        {
            team.Run(new AddWorker(), run, ref values[0]);
            GC.Collect(0);
        }

        values.ShouldBe(Enumerable.Range(0, threads).Select(worker => 5050f + 100 * worker));
    }

    private sealed class AddWorker : ITeamTask
    {
        public void Execute(int phase, int worker, int workers, ref float argument) => Unsafe.Add(ref argument, worker) += phase + worker;
    }
}
