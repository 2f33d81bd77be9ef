namespace CompiledNets.Generator.Tests.Reference;

/// <summary>Parameters, inputs and targets for one net, drawn at random; the same values in float and in double.</summary>
/// <param name="Parameters">All tensors of the net.</param>
/// <param name="Inputs">The rows that go in.</param>
/// <param name="Targets">What should come out.</param>
/// <param name="Labels">The same as classes, where the targets are such.</param>
internal sealed record ReferenceBatch(Tensors Parameters, Batch Inputs, Batch Targets, int[]? Labels)
{
    /// <summary>
    /// No value is nearer to a bend of its function: some 20 times what a step of a difference quotient moves a parameter by, and some 50 roundings of a float.
    /// </summary>
    private const double LeastDistanceToBend = 2e-5;

    /// <summary>
    /// No normalisation enlarges more: rounding errors, enlarged, stay within the bounds of <see cref="Goldens.Closeness"/>. An ε of 1e-3 alone sees to that (1/√ε is 31.6); with
    /// a smaller one, values must vary.
    /// </summary>
    private const double LargestGain = 32;

    private const int Attempts = 400;

    /// <summary>Draws until a difference quotient is a derivative in every parameter, away from all bends, and rounding errors stay small.</summary>
    /// <param name="net">The net.</param>
    /// <param name="initial">What its tensors begin with; the parameters are drawn around it.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="usesLabels">Whether the targets are classes.</param>
    /// <param name="netSeed">The net's seed; the draws depend on it too.</param>
    public static ReferenceBatch Draw(ReferenceNet net, Tensors initial, int rows, bool usesLabels, int netSeed)
    {
        var random = new Random(netSeed);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ReferenceBatch batch = DrawAny(net, initial, rows, usesLabels, random);
            if (DropoutMasks.Candidates(netSeed, net.DropoutShapes()).All(masks => IsFarFromBends(net, batch, masks)))
                return batch;
        }

        throw new InvalidOperationException($"No batch of {Attempts} keeps away from the bends, and rounding errors small, of\n{net.Source}");
    }

    /// <summary>Draws once, wherever the bends are.</summary>
    public static ReferenceBatch DrawAny(ReferenceNet net, Tensors initial, int rows, bool usesLabels, int seed) => DrawAny(net, initial, rows, usesLabels, new Random(seed));

    /// <summary>One row alone.</summary>
    public ReferenceBatch OnlyRow(int row) => this with
    {
        Inputs = Inputs with { Rows = [Inputs.Rows[row]] },
        Targets = Targets with { Rows = [Targets.Rows[row]] },
        Labels = Labels is null ? null : [Labels[row]],
    };

    private static bool IsFarFromBends(ReferenceNet net, ReferenceBatch batch, DropoutMasks masks)
    {
        var pass = ForwardPass.OfTraining(batch.Parameters, masks);
        net.ComputeLoss(batch.Inputs, batch.Targets, pass);
        return pass.DistanceToBend >= LeastDistanceToBend && pass.LargestGain <= LargestGain;
    }

    private static ReferenceBatch DrawAny(ReferenceNet net, Tensors initial, int rows, bool usesLabels, Random random)
    {
        var parameters = new Tensors(initial.Select(tensor => KeyValuePair.Create(tensor.Key, tensor.Value.Select(value => Around(tensor.Key, value)).ToArray())));
        int vocabulary = net.Vocabulary;
        double[] inputs = [.. Enumerable.Range(0, rows * net.InputSize).Select(_ => vocabulary > 0 ? random.Next(vocabulary) : (double)(float)((random.NextDouble() * 6) - 3))];
        int[]? labels = usesLabels ? [.. Enumerable.Range(0, rows).Select(_ => random.Next(net.OutputSize))] : null;
        IEnumerable<double> targets = Enumerable.Range(0, rows).SelectMany(row => DrawTargets(net, random, labels?[row]));
        return new ReferenceBatch(parameters, Batch.Of(net.InputShape, inputs), Batch.Of(net.OutputShape, targets), labels);

        // A variance stays positive; and nothing is left of zeros, where penalties bend.
        double Around(string tensor, double value) => tensor.EndsWith(".running_var", StringComparison.Ordinal)
            ? (float)(value * (0.5 + random.NextDouble()))
            : (float)(value + (0.2 * random.NextDouble()) - 0.1);
    }

    private static IEnumerable<double> DrawTargets(ReferenceNet net, Random random, int? label)
    {
        if (label is not null)
            return Enumerable.Range(0, net.OutputSize).Select(output => output == label ? 1.0 : 0.0);
        double[] values = [.. Enumerable.Range(0, net.OutputSize).Select(_ => random.NextDouble())];
        return net.Loss.Name switch
        {
            "CrossEntropy" => values.Select(value => (double)(float)(value / values.Sum())),
            "BinaryCrossEntropy" => values.Select(value => (double)(float)value),
            _ => values.Select(value => (double)(float)((value * 4) - 2)),
        };
    }
}
