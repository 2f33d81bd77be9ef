using System.Runtime.InteropServices;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>What nets and trainers hold, to the bit, and batches to get there.</summary>
internal static class NetBits
{
    public static (float[] Inputs, float[] Targets) Batch(ITrainableNet net, int rows, int seed)
    {
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, rows * net.InputSize).Select(_ => (random.NextSingle() * 4) - 2)];
        float[] targets = [.. Enumerable.Range(0, rows * net.OutputSize).Select(_ => random.NextSingle() / net.OutputSize)];
        return (inputs, targets);
    }

    public static string ParametersOf(ITrainableNet net) => string.Concat(net.Tensors.Select(tensor =>
    {
        float[] values = new float[tensor.Length];
        net.ReadTensor(tensor.Name, values);
        return BitsOf(values);
    }));

    public static string GradientsOf(ITrainer trainer) => string.Concat(trainer.Net.Tensors.Where(tensor => tensor.IsTrained).Select(tensor =>
    {
        float[] values = new float[tensor.Length];
        trainer.ReadGradient(tensor.Name, values);
        return BitsOf(values);
    }));

    public static string BitsOf(params ReadOnlySpan<float> values) => Convert.ToHexString(MemoryMarshal.AsBytes(values));
}
