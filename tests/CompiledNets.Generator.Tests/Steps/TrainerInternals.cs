using System.Reflection;
using System.Runtime.CompilerServices;
using CompiledNets.Threading;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Reaches into a generated trainer for what it does not show: its threads, and whether one is inside.</summary>
internal static class TrainerInternals
{
    /// <summary>The threads that execute a shared phase; only the caller where nothing is shared.</summary>
    public static Thread[] Threads(ITrainer trainer) => OnEach(trainer, () => Thread.CurrentThread);

    /// <summary>What a function gives on each of the threads that share a step.</summary>
    public static T[] OnEach<T>(ITrainer trainer, Func<T> function)
    {
        var task = new CallOnEach<T>(function, trainer.Threads);
        float nothing = 0;
        ((WorkerTeam)Field(trainer, "team").GetValue(trainer)!).Run(task, 0, ref nothing);
        return task.Results;
    }

    /// <summary>Does something as if another thread were in a step all the while.</summary>
    public static void WhileInUse(ITrainer trainer, Action action)
    {
        FieldInfo field = Field(trainer, "use");
        object use = field.GetValue(trainer)!;
        Unsafe.Unbox<ExclusiveUse>(use).Begin("");
        field.SetValue(trainer, use);
        try
        {
            action();
        }
        finally
        {
            field.SetValue(trainer, default(ExclusiveUse));
        }
    }

    private static FieldInfo Field(ITrainer trainer, string name) =>
        trainer.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic) ?? throw new MissingFieldException(trainer.GetType().FullName, name);

    private sealed class CallOnEach<T>(Func<T> function, int threads) : ITeamTask
    {
        private readonly T[] results = new T[threads];
        private int workers;

        public T[] Results => results[..workers];

        public void Execute(int phase, int worker, int workers, ref float argument)
        {
            results[worker] = function();
            this.workers = workers;
        }
    }
}
