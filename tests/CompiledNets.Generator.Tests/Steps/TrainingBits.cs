using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Embeddings;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>The bits of a short training: its losses, the last gradients, the parameters at its end, and what they predict.</summary>
internal static class TrainingBits
{
    /// <summary>Trains a new net, with so many rows in each step; every loss must be finite.</summary>
    public static string Of(ITrainableNet net, int threads, params ReadOnlySpan<int> rows)
    {
        using ITrainer trainer = net.CreateTrainer(threads);
        float[] losses = new float[rows.Length];
        for (int step = 0; step < losses.Length; step++)
            losses[step] = TrainStep(trainer, rows[step], step);
        losses.ShouldAllBe(loss => float.IsFinite(loss));
        var predictions = new PredictionBits(net);
        return BitsOf(losses) + ParametersOf(net) + GradientsOf(trainer) + predictions.Of(0, 13) + predictions.Of(0, 1);
    }

    /// <summary>Fails if a training has other bits with other threads or other lanes.</summary>
    public static void ShouldNotDependOnThreadsAndLanes(NetVariants nets, string name, params ReadOnlySpan<int> rows)
    {
        string expected = Of(nets.Net(name), threads: 1, rows);
        foreach (int threads in (int[])[2, 3, 8])
            Of(nets.Net(name), threads, rows).ShouldBe(expected, $"{threads} threads");
        foreach (int threads in (int[])[1, 3])
            Of(nets.Otherwise(name), threads, rows).ShouldBe(expected, $"other lanes, {threads} threads that share all phases");
    }

    private static float TrainStep(ITrainer trainer, int rows, int seed)
    {
        if (trainer.Net.Description.Vocabulary is not null)
            return IndexBatch.Draw(trainer.Net, rows, seed).TrainStep(trainer);
        (float[] inputs, float[] targets) = Batch(trainer.Net, rows, seed);
        return trainer.TrainStep(inputs, targets);
    }
}
