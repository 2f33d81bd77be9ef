namespace CompiledNets.Benchmarks;

/// <summary>One line of the comparison.</summary>
/// <param name="Name">The net: W1 to W8.</param>
/// <param name="Operation">What a call does; the peers' programs use the same words.</param>
/// <param name="Threads">The threads that share a call.</param>
/// <param name="MultiplyAdds">Those of a call.</param>
/// <param name="Calls">Makes as many calls as it is told to.</param>
internal sealed record Workload(string Name, string Operation, int Threads, double MultiplyAdds, Action<int> Calls)
{
    /// <summary>Predictions of a batch, which take so long that it does not matter how they are called.</summary>
    public static Workload Predict(string name, ICompiledNet net, int rows, params int[] places)
    {
        RandomBatch batch = RandomBatch.For(net, rows);
        return new Workload(name, $"infer B{rows}", 1, rows * Benchmarks.MultiplyAdds.OfPredict(net, places), times =>
        {
            for (int i = 0; i < times; i++)
                net.Predict(batch.Inputs, batch.Outputs);
        });
    }

    /// <summary>
    /// Predictions of one row, one after the other. The loop is the caller's, who calls the class and not the interface: a tiny net is done in the time
    /// that an interface takes to find it.
    /// </summary>
    public static Workload PredictRow(string name, ICompiledNet net, Action<int, float[], float[]> predict)
    {
        RandomBatch row = RandomBatch.For(net, 1);
        return new Workload(name, "infer B1", 1, Benchmarks.MultiplyAdds.OfPredict(net), times => predict(times, row.Inputs, row.Outputs));
    }

    /// <summary>The same, each with the last one's result for an input, so that it has to wait for it.</summary>
    public static Workload PredictRowDependent(string name, ICompiledNet net, Action<int, float[], float[]> predict) =>
        PredictRow(name, net, predict) with { Operation = "infer B1 dependent" };

    /// <summary>Steps of a sequence, one after the other; the caller's loop, as for a row.</summary>
    public static Workload Step(string name, IStreamingNet net, Action<int, float[], float[]> step) =>
        new(name, "step", 1, Benchmarks.MultiplyAdds.OfPredict(net), times => step(times, [0.5f], [0f]));

    /// <summary>Steps with a full batch.</summary>
    public static Workload Train(string name, string optimizer, ITrainableNet net, int threads, params int[] places)
    {
        RandomBatch batch = RandomBatch.For(net, net.BatchSize);
        ITrainer trainer = net.CreateTrainer(threads);
        return new Workload(name, $"train B{net.BatchSize} {optimizer}", threads, net.BatchSize * Benchmarks.MultiplyAdds.OfTrainStep(net, places), times =>
        {
            for (int i = 0; i < times; i++)
                trainer.TrainStep(batch.Inputs, batch.Labels);
        });
    }
}
