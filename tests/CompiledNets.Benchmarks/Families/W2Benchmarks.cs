using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W2: 16-32-32-1, Tanh: a controller, one row at a time.</summary>
[MemoryDiagnoser]
public class W2Benchmarks
{
    private readonly W2Tanh net = new();
    private readonly RandomBatch row = RandomBatch.For(new W2Tanh(), 1);

    [Benchmark]
    public void Predict1Row() => net.Predict(row.Inputs, row.Outputs);
}
