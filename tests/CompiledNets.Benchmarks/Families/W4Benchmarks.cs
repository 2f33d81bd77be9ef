using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W4: 784-512-256-10, Relu: large batches, where everything is arithmetic.</summary>
[MemoryDiagnoser]
public class W4Benchmarks
{
    private readonly W4Adam net = new();
    private readonly RandomBatch batch = RandomBatch.For(new W4Adam(), 256);
    private readonly W4Adam.Trainer adam = new W4Adam().CreateTrainer();
    private readonly W4Adam.Trainer adamOn2Threads = new W4Adam().CreateTrainer(threads: 2);

    [GlobalCleanup]
    public void Cleanup()
    {
        adam.Dispose();
        adamOn2Threads.Dispose();
    }

    [Benchmark]
    public void Predict256Rows() => net.Predict(batch.Inputs, batch.Outputs);

    [Benchmark]
    public float TrainStep256RowsAdam() => adam.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep256RowsAdam2Threads() => adamOn2Threads.TrainStep(batch.Inputs, batch.Labels);
}
