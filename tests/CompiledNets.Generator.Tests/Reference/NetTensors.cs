namespace CompiledNets.Generator.Tests.Reference;

/// <summary>Tensors of generated nets as the reference has them.</summary>
internal static class NetTensors
{
    private delegate void TensorReader(string name, Span<float> destination);

    /// <summary>All tensors of a net.</summary>
    public static Tensors ParametersOf(ICompiledNet net) => Read(net.Tensors, net.ReadTensor);

    /// <summary>The gradients of all tensors that have one.</summary>
    public static Tensors GradientsOf(ITrainer trainer) =>
        Read(trainer.Net.Tensors.Where(tensor => !IsStatistic(tensor.Name)), trainer.ReadGradient);

    /// <summary>Sets all tensors of a net.</summary>
    public static void Write(ICompiledNet net, Tensors tensors)
    {
        foreach ((string name, double[] values) in tensors)
            net.WriteTensor(name, [.. values.Select(value => (float)value)]);
    }

    /// <summary>Whether a tensor is a running statistic, which no loss of training depends on.</summary>
    public static bool IsStatistic(string name) =>
        name.EndsWith(".running_mean", StringComparison.Ordinal) || name.EndsWith(".running_var", StringComparison.Ordinal);

    private static Tensors Read(IEnumerable<TensorInfo> infos, TensorReader read) => new(infos.Select(tensor =>
    {
        float[] values = new float[tensor.Length];
        read(tensor.Name, values);
        return KeyValuePair.Create(tensor.Name, values.Select(value => (double)value).ToArray());
    }));
}
