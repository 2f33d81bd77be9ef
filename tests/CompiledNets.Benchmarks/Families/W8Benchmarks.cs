using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W8: Lstm(16) on one feature, then Dense(1): a long short-term memory in an audio effect, one sample at a time.</summary>
[MemoryDiagnoser]
public class W8Benchmarks
{
    private readonly W8Lstm net = new();
    private readonly W8Lstm.State state = new W8Lstm().CreateState();
    private readonly float[] input = [0.5f], output = [0];
    private readonly RandomBatch sequence = RandomBatch.For(new W8Lstm(), 1);

    [Benchmark]
    public void Step() => net.Step(state, input, output);

    [Benchmark]
    public void Predict64Steps() => net.Predict(sequence.Inputs, sequence.Outputs);
}
