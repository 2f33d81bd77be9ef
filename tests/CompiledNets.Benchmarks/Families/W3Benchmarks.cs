using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W3: 784-128-10, Relu: the classifier of handwritten digits.</summary>
[MemoryDiagnoser]
public class W3Benchmarks
{
    private readonly W3Adam net = new();
    private readonly RandomBatch row = RandomBatch.For(new W3Adam(), 1);
    private readonly RandomBatch batch = RandomBatch.For(new W3Adam(), 64);
    private readonly W3Adam.Trainer adam = new W3Adam().CreateTrainer();
    private readonly W3Adam.Trainer adamOn2Threads = new W3Adam().CreateTrainer(threads: 2);
    private readonly W3Sgd.Trainer sgd = new W3Sgd().CreateTrainer();

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
    public void Predict64Rows() => net.Predict(batch.Inputs, batch.Outputs);

    [Benchmark]
    public float TrainStep64RowsAdam() => adam.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep64RowsAdam2Threads() => adamOn2Threads.TrainStep(batch.Inputs, batch.Labels);

    [Benchmark]
    public float TrainStep64RowsSgd() => sgd.TrainStep(batch.Inputs, batch.Labels);
}
