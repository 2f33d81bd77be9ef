namespace CompiledNets.Benchmarks;

/// <summary>The lines of the comparison. Each is made when its turn comes.</summary>
internal static class Workloads
{
    /// <summary>The pixels that W6's convolutions make.</summary>
    private static readonly int[] PlacesOfW6 = [24 * 24, 8 * 8];

    /// <summary>All of them on one thread.</summary>
    public static IEnumerable<Workload> OnOneThread()
    {
        var w1 = new W1Adam();
        yield return Workload.PredictRow("W1", w1, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
                w1.Predict(x, y);
        });
        yield return Workload.PredictRowDependent("W1", w1, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
            {
                x[0] = 0.5f + (1e-3f * y[0]);
                w1.Predict(x, y);
            }
        });
        yield return Workload.Train("W1", "SGD", new W1Sgd(), 1);
        yield return Workload.Train("W1", "Adam", new W1Adam(), 1);
        var w2 = new W2Tanh();
        yield return Workload.PredictRow("W2", w2, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
                w2.Predict(x, y);
        });
        yield return Workload.PredictRowDependent("W2", w2, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
            {
                x[0] = 0.5f + (1e-3f * y[0]);
                w2.Predict(x, y);
            }
        });
        yield return Workload.Predict("W3", new W3Adam(), 1);
        yield return Workload.Predict("W3", new W3Adam(), 64);
        yield return Workload.Train("W3", "SGD", new W3Sgd(), 1);
        yield return Workload.Train("W3", "Adam", new W3Adam(), 1);
        yield return Workload.Predict("W4", new W4Adam(), 256);
        yield return Workload.Train("W4", "Adam", new W4Adam(), 1);
        yield return Workload.Predict("W5", new W5Adam(), 32);
        yield return Workload.Train("W5", "SGD", new W5Sgd(), 1);
        yield return Workload.Train("W5", "Adam", new W5Adam(), 1);
        yield return Workload.Predict("W6", new W6Adam(), 1, PlacesOfW6);
        yield return Workload.Predict("W6", new W6Adam(), 64, PlacesOfW6);
        yield return Workload.Train("W6", "Adam", new W6Adam(), 1, PlacesOfW6);
        var w7 = new W7Gru();
        W7Gru.State w7State = w7.CreateState();
        yield return Workload.Step("W7", w7, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
                w7.Step(w7State, x, y);
        });
        var w8 = new W8Lstm();
        W8Lstm.State w8State = w8.CreateState();
        yield return Workload.Step("W8", w8, (times, x, y) =>
        {
            for (int i = 0; i < times; i++)
                w8.Step(w8State, x, y);
        });
    }

    /// <summary>The steps whose cost with several threads is of interest.</summary>
    public static IEnumerable<Workload> On(int threads)
    {
        yield return Workload.Train("W1", "Adam", new W1Adam(), threads);
        yield return Workload.Train("W3", "Adam", new W3Adam(), threads);
        yield return Workload.Train("W4", "Adam", new W4Adam(), threads);
        yield return Workload.Train("W5", "Adam", new W5Adam(), threads);
        yield return Workload.Train("W6", "Adam", new W6Adam(), threads, PlacesOfW6);
    }
}
