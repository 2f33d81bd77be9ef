using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>Compares gradients with how a loss in double changes.</summary>
internal static class CentralDifferences
{
    private const double Step = 1e-6;

    /// <summary>So many components of each tensor are checked.</summary>
    private const int CheckedComponents = 60;

    /// <summary>What a net's tensors, or a trainer's gradients, are.</summary>
    public static Tensors Read(ITrainableNet net, Reader read)
    {
        var tensors = new Tensors();
        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            read(tensor.Name, values);
            tensors[tensor.Name] = [.. values.Select(value => (double)value)];
        }

        return tensors;
    }

    /// <summary>Checks components of each gradient against (L(w + h) − L(w − h)) / 2h.</summary>
    public static void Check(string net, Tensors parameters, Tensors gradients, Func<double> loss)
    {
        foreach ((string tensor, double[] values) in parameters)
        {
            int stride = Math.Max(1, values.Length / CheckedComponents);
            for (int i = 0; i < values.Length; i += stride)
            {
                double value = values[i];
                values[i] = value + Step;
                double above = loss();
                values[i] = value - Step;
                double below = loss();
                values[i] = value;
                Closeness.OfOneStep.Check(net, $"gradient of {tensor}[{i}]", (float)gradients[tensor][i], (above - below) / (2 * Step));
            }
        }
    }

    /// <summary>Copies a tensor's values: <c>ReadTensor</c> or <c>ReadGradient</c>.</summary>
    public delegate void Reader(string name, Span<float> destination);
}
