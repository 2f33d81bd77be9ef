using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Randomness;
using CompiledNets.Simd;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Layers in double on whole batches, as plain as their definitions. Rows hold their values in PyTorch's order.</summary>
internal static class PlainLayers
{
    /// <summary>PyTorch's ε.</summary>
    private const double Epsilon = 1e-5;

    public static double[][] Dense(this double[][] rows, Tensors parameters, string name)
    {
        double[] weight = parameters[name + ".weight"], bias = parameters[name + ".bias"];
        int inputs = rows[0].Length;
        return [.. rows.Select(row => bias.Select((b, unit) => b + row.Select((x, i) => weight[(unit * inputs) + i] * x).Sum()).ToArray())];
    }

    public static double[][] Map(this double[][] rows, Func<double, double> function) => [.. rows.Select(row => row.Select(function).ToArray())];

    /// <summary>Normalises every run of <paramref name="features"/> values.</summary>
    public static double[][] LayerNorm(this double[][] rows, Tensors parameters, string name, int features, double epsilon = Epsilon)
    {
        double[] weight = parameters[name + ".weight"], bias = parameters[name + ".bias"];
        return [.. rows.Select(row => row.Chunk(features).SelectMany(step =>
        {
            double mean = step.Average(), variance = step.Average(x => (x - mean) * (x - mean));
            return step.Select((x, i) => ((x - mean) / Math.Sqrt(variance + epsilon) * weight[i]) + bias[i]);
        }).ToArray())];
    }

    /// <summary>Normalises each of the channels, whose values lie together in a row, over the batch.</summary>
    public static double[][] BatchNorm(this double[][] rows, Tensors parameters, string name, double epsilon = Epsilon)
    {
        int channels = parameters[name + ".weight"].Length, positions = rows[0].Length / channels;
        double[] means = new double[channels], variances = new double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = [.. rows.SelectMany(row => row[(channel * positions)..((channel + 1) * positions)])];
            means[channel] = values.Average();
            variances[channel] = values.Average(x => (x - means[channel]) * (x - means[channel]));
        }

        return rows.NormalizeChannels(parameters, name, means, variances, epsilon);
    }

    /// <summary>The same with the running statistics.</summary>
    public static double[][] RunningBatchNorm(this double[][] rows, Tensors parameters, string name, double epsilon = Epsilon) =>
        rows.NormalizeChannels(parameters, name, parameters[name + ".running_mean"], parameters[name + ".running_var"], epsilon);

    private static double[][] NormalizeChannels(this double[][] rows, Tensors parameters, string name, double[] means, double[] variances, double epsilon)
    {
        double[] weight = parameters[name + ".weight"], bias = parameters[name + ".bias"];
        int positions = rows[0].Length / weight.Length;
        return [.. rows.Select(row => row.Select((x, i) =>
        {
            int channel = i / positions;
            return ((x - means[channel]) / Math.Sqrt(variances[channel] + epsilon) * weight[channel]) + bias[channel];
        }).ToArray())];
    }

    /// <summary>Drops what the library's masks say, for rows of features.</summary>
    public static double[][] Dropout(this double[][] rows, double rate, int seed, int layer, long step)
    {
        int stride = (rows[0].Length + 15) / 16 * 16;
        float[] mask = new float[rows.Length * stride];
        DropoutMask.Fill<PortableLanes>(ref mask[0], 0, mask.Length, rate, seed, layer, step);
        return [.. rows.Select((row, r) => row.Select((x, i) => x * mask[(r * stride) + i]).ToArray())];
    }
}
