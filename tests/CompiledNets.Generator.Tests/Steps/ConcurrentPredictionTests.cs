using CompiledNets.Generator.Tests.Compiling;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Any number of threads may predict with one net at once.</summary>
public sealed class ConcurrentPredictionTests
{
    private const int Threads = 8, Rounds = 60, MostRows = 60;

    [Theory]
    [InlineData("[CompiledNet(20)] [Dense(33, Activation.Gelu)] [Dense(17, Activation.Tanh)] [Dense(5, Activation.Softmax)] [CrossEntropy] [Adam]", "on the stack")]
    [InlineData("[CompiledNet(20)] [Dense(700, Activation.Gelu)] [Dense(170, Activation.Tanh)] [Dense(5, Activation.Softmax)] [CrossEntropy] [Adam]", "in a buffer of the net")]
    public void Predictions_and_losses_from_many_threads_at_once_are_those_from_one(string declaration, string place)
    {
        GeneratorRun run = GeneratorHarness.Generate($"{GeneratorHarness.Usings}{declaration} public partial class Net;");
        run.OnlySource.ShouldContain($"activations in between are {place}");
        ITrainableNet net = LoadedNets.Load(run).TrainableNet("Net");
        (float[] Inputs, float[] Targets)[] batches = [.. Enumerable.Range(0, Threads).Select(thread => Batch(net, MostRows - (7 * thread), thread))];
        string[] alone = [.. batches.Select(batch => Predict(net, batch))];

        int wrong = 0;
        using var start = new Barrier(Threads);
        Thread[] threads = [.. batches.Select((batch, thread) => new Thread(() =>
        {
            start.SignalAndWait();
            for (int round = 0; round < Rounds; round++)
            {
                if (Predict(net, batch) != alone[thread])
                    Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        wrong.ShouldBe(0);
    }

    private static string Predict(ITrainableNet net, (float[] Inputs, float[] Targets) batch)
    {
        float[] outputs = new float[batch.Targets.Length];
        net.Predict(batch.Inputs, outputs);
        return BitsOf(outputs) + BitsOf(net.ComputeLoss(batch.Inputs, batch.Targets));
    }
}
