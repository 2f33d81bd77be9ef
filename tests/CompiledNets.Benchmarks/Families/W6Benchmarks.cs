using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W6, like LeNet: two convolutions of 5 × 5 with a pool behind each, and a dense layer.</summary>
[MemoryDiagnoser]
public class W6Benchmarks
{
    private readonly W6Adam net = new();
    private readonly RandomBatch row = RandomBatch.For(new W6Adam(), 1);
    private readonly RandomBatch batch = RandomBatch.For(new W6Adam(), 64);
    private readonly W6Adam.Trainer adam = new W6Adam().CreateTrainer();
    private readonly W6Adam.Trainer adamOn2Threads = new W6Adam().CreateTrainer(threads: 2);

    [GlobalCleanup]
    public void Cleanup()
    {
        adam.Dispose();
        adamOn2Threads.Dispose();
    }

    [Benchmark]
    public void Predict1Row() => net.Predict(row.Inputs, row.Outputs);

    [Benchmark]
    public void Predict64Rows() => net.Predict(batch.Inputs, batch.Outputs);

    [Benchmark]
    public float TrainStep64RowsAdam() => adam.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep64RowsAdam2Threads() => adamOn2Threads.TrainStep(batch.Inputs, batch.Labels);
}
