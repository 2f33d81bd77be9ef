using BenchmarkDotNet.Attributes;

namespace CompiledNets.Benchmarks;

/// <summary>W7: Gru(16) on one feature, then Dense(1): a gated recurrent unit in an audio effect, one sample at a time.</summary>
[MemoryDiagnoser]
public class W7Benchmarks
{
    private readonly W7Gru net = new();
    private readonly W7Gru.State state = new W7Gru().CreateState();
    private readonly float[] input = [0.5f], output = [0];
    private readonly RandomBatch sequence = RandomBatch.For(new W7Gru(), 1);

    [Benchmark]
    public void Step() => net.Step(state, input, output);

    [Benchmark]
    public void Predict64Steps() => net.Predict(sequence.Inputs, sequence.Outputs);
}
