namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>Inputs and targets for one net, drawn at random; the same values in float and in double.</summary>
internal sealed record GradientBatch(float[] FlatInputs, float[] FlatTargets, int[]? Labels, double[][] Inputs, double[][] Targets)
{
    public static GradientBatch Draw(ReferenceNet net)
    {
        var random = new Random(net.Name.Length + (net.InputSize * 100));
        float[] inputs = [.. Enumerable.Range(0, net.BatchSize * net.InputSize).Select(_ => (float)((random.NextDouble() * 6) - 3))];
        int[]? labels = net.UsesLabels ? [.. Enumerable.Range(0, net.BatchSize).Select(_ => random.Next(net.OutputSize))] : null;
        float[] targets = [.. Enumerable.Range(0, net.BatchSize).SelectMany(row => DrawTargets(net, random, labels?[row]))];
        return new GradientBatch(inputs, targets, labels, Rows(inputs, net.InputSize), Rows(targets, net.OutputSize));
    }

    private static IEnumerable<float> DrawTargets(ReferenceNet net, Random random, int? label)
    {
        if (label is not null)
            return Enumerable.Range(0, net.OutputSize).Select(output => output == label ? 1f : 0f);
        double[] values = [.. Enumerable.Range(0, net.OutputSize).Select(_ => random.NextDouble())];
        return net.Loss switch
        {
            ReferenceLoss.CrossEntropy => values.Select(value => (float)(value / values.Sum())),
            ReferenceLoss.BinaryCrossEntropy => values.Select(value => (float)value),
            _ => values.Select(value => (float)((value * 4) - 2)),
        };
    }

    private static double[][] Rows(float[] values, int width) => [.. values.Select(value => (double)value).Chunk(width)];
}
