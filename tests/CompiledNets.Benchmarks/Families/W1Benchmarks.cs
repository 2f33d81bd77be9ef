using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W1: 4-16-3, Relu: where everything is overhead.</summary>
[MemoryDiagnoser]
public class W1Benchmarks
{
    private readonly W1Adam net = new();
    private readonly RandomBatch row = RandomBatch.For(new W1Adam(), 1);
    private readonly RandomBatch batch = RandomBatch.For(new W1Adam(), 16);
    private readonly W1Adam.Trainer adam = new W1Adam().CreateTrainer();
    private readonly W1Adam.Trainer adamOn2Threads = new W1Adam().CreateTrainer(threads: 2);
    private readonly W1Sgd.Trainer sgd = new W1Sgd().CreateTrainer();

    [GlobalCleanup]
    public void Cleanup()
    {
        adam.Dispose();
        adamOn2Threads.Dispose();
        sgd.Dispose();
    }

    [Benchmark]
    public void Predict1Row() => net.Predict(row.Inputs, row.Outputs);

    [Benchmark]
    public float TrainStep16RowsAdam() => adam.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep16RowsAdam2Threads() => adamOn2Threads.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep16RowsSgd() => sgd.TrainStep(batch.Inputs, batch.Labels);
}
