namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>
/// y = w·(x − µ)/√(σ² + ε) + b for each channel. In training µ and σ² are those of the batch, over its rows and a channel's positions; else the running ones, which follow by a
/// share of 0.1 a step, the variance without bias.
/// </summary>
internal sealed record BatchNormLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    private double Epsilon => Attribute.Number("Epsilon", 1e-5);

    private double Momentum => Attribute.Number("Momentum", 0.1);

    public override int[] OutputShape(int[] input) => input;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        int channels = batch.Shape[0], positions = batch.Size / channels;
        double[] mean = [.. pass.Tensor(Name, "running_mean")], variance = [.. pass.Tensor(Name, "running_var")];
        if (pass.IsTraining)
            UseStatistics(batch, channels, positions, mean, variance, pass);

        double[] weight = pass.Tensor(Name, "weight"), bias = pass.Tensor(Name, "bias");
        return batch.Select(batch.Shape, row =>
            [.. row.Select((value, i) => (weight[i / positions] * (value - mean[i / positions]) / Math.Sqrt(variance[i / positions] + Epsilon)) + bias[i / positions])]);
    }

    /// <summary>Replaces the running statistics by the batch's, and lets the running ones follow.</summary>
    private void UseStatistics(Batch batch, int channels, int positions, double[] mean, double[] variance, ForwardPass pass)
    {
        double[] runningMean = [.. mean], runningVariance = [.. variance];
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = [.. batch.Rows.SelectMany(row => row.Skip(channel * positions).Take(positions))];
            double average = values.Average(), squares = values.Sum(value => (value - average) * (value - average));
            mean[channel] = average;
            variance[channel] = squares / values.Length;
            pass.NoteVariance(variance[channel], Epsilon);
            runningMean[channel] += Momentum * (average - runningMean[channel]);
            runningVariance[channel] += Momentum * ((squares / (values.Length - 1)) - runningVariance[channel]);
        }

        pass.Statistics[$"{Name}.running_mean"] = runningMean;
        pass.Statistics[$"{Name}.running_var"] = runningVariance;
    }
}
