namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>Indices with labels and targets, drawn from a seed.</summary>
internal sealed record IndexBatch(int[] Indices, int[] Labels, float[] Targets)
{
    /// <summary>The rows of the table that it uses.</summary>
    public int[] Used => [.. Indices.Distinct().Order()];

    /// <summary>Draws rows for a net: some indices come more than once, and others not at all.</summary>
    public static IndexBatch Draw(ITrainableNet net, int rows, int seed)
    {
        var random = new Random(seed);
        int vocabulary = net.Description.Vocabulary!.Value;
        return new IndexBatch(
            [.. Enumerable.Range(0, rows * net.InputSize).Select(_ => random.Next(3) == 0 ? random.Next(vocabulary) : random.Next((vocabulary / 3) + 1))],
            [.. Enumerable.Range(0, rows).Select(_ => random.Next(net.OutputSize))],
            [.. Enumerable.Range(0, rows * net.OutputSize).Select(_ => (random.NextSingle() * 2) - 1)]);
    }

    /// <summary>The gradients of the batch: of labels where the loss is cross-entropy.</summary>
    public float ComputeGradients(ITrainer trainer) => TakesLabels(trainer) ? trainer.ComputeGradients(Indices, Labels) : trainer.ComputeGradients(Indices, Targets);

    /// <summary>A step on the batch.</summary>
    public float TrainStep(ITrainer trainer) => TakesLabels(trainer) ? trainer.TrainStep(Indices, Labels) : trainer.TrainStep(Indices, Targets);

    private static bool TakesLabels(ITrainer trainer) => trainer.Net.Description.Loss == LossKind.CrossEntropy;
}
