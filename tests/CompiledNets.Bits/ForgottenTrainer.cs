using System.Reflection;
using CompiledNets.Bits.Nets;
using CompiledNets.Threading;

namespace CompiledNets.Bits;

/// <summary>A trainer that nobody disposes, held to the end: its threads must not keep the process alive.</summary>
internal static class ForgottenTrainer
{
    private static readonly SharedByThreads.Trainer Trainer = new SharedByThreads().CreateTrainer(threads: 3);

    /// <summary>Does a step and prints the names of the threads that are left behind.</summary>
    public static void Leave()
    {
        Trainer.TrainStep(new float[SharedByThreads.InputSize], [0]);
        var team = (WorkerTeam)typeof(SharedByThreads.Trainer).GetField("team", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(Trainer)!;
        var names = new NameTask();
        float nothing = 0;
        team.Run(names, 0, ref nothing);
        foreach (string? name in names.Names[1..])
            Console.WriteLine(name);
    }

    private sealed class NameTask : ITeamTask
    {
        public string?[] Names { get; } = new string?[3];

        public void Execute(int phase, int worker, int workers, ref float argument) => Names[worker] = Thread.CurrentThread.Name;
    }
}
