using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W5: 64-64-64-64, Relu: all within the caches.</summary>
[MemoryDiagnoser]
public class W5Benchmarks
{
    private readonly W5Adam net = new();
    private readonly RandomBatch batch = RandomBatch.For(new W5Adam(), 32);
    private readonly W5Adam.Trainer adam = new W5Adam().CreateTrainer();
    private readonly W5Sgd.Trainer sgd = new W5Sgd().CreateTrainer();

    [GlobalCleanup]
    public void Cleanup()
    {
        adam.Dispose();
        sgd.Dispose();
    }

    [Benchmark]
    public void Predict32Rows() => net.Predict(batch.Inputs, batch.Outputs);

    [Benchmark]
    public float TrainStep32RowsAdam() => adam.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep32RowsSgd() => sgd.TrainStep(batch.Inputs, batch.Labels);
}
