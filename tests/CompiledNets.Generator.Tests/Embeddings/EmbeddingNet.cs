using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>A net of an embedding, an activation and a dense layer in double, as plain as its definition.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Vocabulary">The rows of the table.</param>
/// <param name="Width">The values of a row.</param>
/// <param name="Time">The indices of a row of input.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Outputs">Units of the dense layer.</param>
/// <param name="Activation">f, between the two.</param>
/// <param name="Training">Loss and optimizer as they are declared; the loss is squares, or cross-entropy.</param>
/// <param name="L1">The factor of Σ|w| over the table.</param>
/// <param name="L2">The factor of Σw² over the table.</param>
internal sealed record EmbeddingNet(
    string Name, int Vocabulary, int Width, int Time, int BatchSize, int Outputs, Activation Activation, string Training, double L1 = 0, double L2 = 0)
{
    public bool IsClassifier => Training.StartsWith("[CrossEntropy", StringComparison.Ordinal);

    public string Source => FormattableString.Invariant($"""
        [CompiledNet({Time}, BatchSize = {BatchSize})]
        [Embedding({Vocabulary}, {Width}, L1 = {L1}, L2 = {L2})]
        [Activate(Activation.{Activation})]
        [Flatten]
        [Dense({Outputs})]
        {Training}
        public partial class {Name};

        """);

    /// <summary>What Predict says for one row.</summary>
    public double[] Predict(Tensors parameters, int[] row)
    {
        double[] table = parameters["embedding1.weight"], weight = parameters["dense1.weight"], bias = parameters["dense1.bias"];
        double[] features = [.. row.SelectMany(index => ActivationFormula.Apply(Activation, table[(index * Width)..((index + 1) * Width)]))];
        return [.. Enumerable.Range(0, Outputs).Select(unit => bias[unit] + features.Select((x, i) => weight[(unit * features.Length) + i] * x).Sum())];
    }

    /// <summary>The training loss of a batch, penalties included.</summary>
    public double ComputeLoss(Tensors parameters, IndexBatch batch)
    {
        double[][] outputs = [.. batch.Rows.Select(row => Predict(parameters, row))];
        double loss = IsClassifier
            ? outputs.Zip(batch.Labels, (logits, label) => Math.Log(logits.Sum(Math.Exp)) - logits[label]).Average()
            : outputs.Zip(batch.TargetRows, (output, target) => output.Zip(target, (y, t) => (y - t) * (y - t)).Average()).Average();
        double[] table = parameters["embedding1.weight"];
        return loss + (L1 * table.Sum(Math.Abs)) + (L2 * table.Sum(value => value * value));
    }
}

/// <summary>Indices with labels and targets, drawn from a seed.</summary>
internal sealed record IndexBatch(int[] Indices, int Time, int[] Labels, float[] Targets)
{
    public int[][] Rows => [.. Indices.Chunk(Time)];

    public double[][] TargetRows => [.. Targets.Select(value => (double)value).Chunk(Targets.Length / Labels.Length)];

    /// <summary>The rows of the table that it uses.</summary>
    public int[] Used => [.. Indices.Distinct().Order()];

    /// <summary>Draws rows for a net, with indices below a limit, so that some come more than once and others not at all.</summary>
    public static IndexBatch Draw(ITrainableNet net, int rows, int seed, int? limit = null)
    {
        var random = new Random(seed);
        int vocabulary = limit ?? net.Description.Vocabulary!.Value;
        return new IndexBatch(
            [.. Enumerable.Range(0, rows * net.InputSize).Select(_ => random.Next(3) == 0 ? random.Next(vocabulary) : random.Next((vocabulary / 3) + 1))],
            net.InputSize,
            [.. Enumerable.Range(0, rows).Select(_ => random.Next(net.OutputSize))],
            [.. Enumerable.Range(0, rows * net.OutputSize).Select(_ => (random.NextSingle() * 2) - 1)]);
    }

    /// <summary>The gradients of the batch: of labels where the loss is cross-entropy.</summary>
    public float ComputeGradients(ITrainer trainer) => TakesLabels(trainer) ? trainer.ComputeGradients(Indices, Labels) : trainer.ComputeGradients(Indices, Targets);

    /// <summary>A step on the batch.</summary>
    public float TrainStep(ITrainer trainer) => TakesLabels(trainer) ? trainer.TrainStep(Indices, Labels) : trainer.TrainStep(Indices, Targets);

    private static bool TakesLabels(ITrainer trainer) => trainer.Net.Description.Loss == LossKind.CrossEntropy;
}
