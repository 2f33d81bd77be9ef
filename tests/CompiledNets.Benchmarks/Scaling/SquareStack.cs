namespace CompiledNets.Benchmarks;

/// <summary>A stack n → n → n, and what a multiply-add costs in it.</summary>
/// <param name="Width">n.</param>
/// <param name="Parameters">2·(n² + n).</param>
/// <param name="Predict">ns a multiply-add, predicting 64 rows.</param>
/// <param name="Sgd">ns a multiply-add, in a step of 64 rows with SGD.</param>
/// <param name="Adam">ns a multiply-add, in a step of 64 rows with Adam.</param>
internal sealed record SquareStack(int Width, int Parameters, double Predict, double Sgd, double Adam)
{
    /// <summary>All of them, measured one after the other.</summary>
    public static IEnumerable<SquareStack> MeasureAll()
    {
        yield return Measure(new Square6Sgd(), new Square6Adam());
        yield return Measure(new Square12Sgd(), new Square12Adam());
        yield return Measure(new Square22Sgd(), new Square22Adam());
        yield return Measure(new Square40Sgd(), new Square40Adam());
        yield return Measure(new Square70Sgd(), new Square70Adam());
        yield return Measure(new Square125Sgd(), new Square125Adam());
        yield return Measure(new Square224Sgd(), new Square224Adam());
        yield return Measure(new Square400Sgd(), new Square400Adam());
        yield return Measure(new Square707Sgd(), new Square707Adam());
        yield return Measure(new Square1260Sgd(), new Square1260Adam());
        yield return Measure(new Square2236Sgd(), new Square2236Adam());
    }

    private static SquareStack Measure(ITrainableNet sgd, ITrainableNet adam) => new(
        sgd.InputSize, sgd.ParameterCount, MeasurePredict(sgd), MeasureTrainStep(sgd), MeasureTrainStep(adam));

    private static double MeasurePredict(ITrainableNet net)
    {
        RandomBatch batch = RandomBatch.For(net, net.BatchSize);
        return Nanoseconds(net.BatchSize * MultiplyAdds.OfPredict(net), times =>
        {
            for (int i = 0; i < times; i++)
                net.Predict(batch.Inputs, batch.Outputs);
        });
    }

    private static double MeasureTrainStep(ITrainableNet net)
    {
        RandomBatch batch = RandomBatch.For(net, net.BatchSize);
        using ITrainer trainer = net.CreateTrainer();
        return Nanoseconds(net.BatchSize * MultiplyAdds.OfTrainStep(net), times =>
        {
            for (int i = 0; i < times; i++)
                trainer.TrainStep(batch.Inputs, batch.Targets);
        });
    }

    private static double Nanoseconds(double multiplyAdds, Action<int> calls) => Stopwatching.Microseconds(calls).Median * 1e3 / multiplyAdds;
}
