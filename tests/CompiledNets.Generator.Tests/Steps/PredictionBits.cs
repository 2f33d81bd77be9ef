using CompiledNets.Generator.Tests.Embeddings;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>The bits of what a net predicts for some of its rows, of numbers or of indices.</summary>
internal sealed class PredictionBits
{
    /// <summary>Some more than are predicted at once.</summary>
    private const int Rows = 101;

    private readonly ITrainableNet net;
    private readonly float[] numbers = [];
    private readonly int[]? indices;

    public PredictionBits(ITrainableNet net)
    {
        const int Seed = 5;
        this.net = net;
        if (net.Description.Vocabulary is null)
            numbers = NetBits.Batch(net, Rows, Seed).Inputs;
        else
            indices = IndexBatch.Draw(net, Rows, Seed).Indices;
    }

    /// <summary>Fails if a row's bits depend on the rows that are predicted with it.</summary>
    public static void ShouldNotDependOnOtherRows(ITrainableNet net)
    {
        var bits = new PredictionBits(net);
        string together = bits.Of(0, Rows);
        int length = together.Length / Rows;
        for (int row = 0; row < Rows; row++)
            bits.Of(row, 1).ShouldBe(together.Substring(row * length, length), $"row {row} alone");
        for (int rows = 1; rows < 60; rows++)
            bits.Of(0, rows).ShouldBe(together[..(rows * length)], $"{rows} rows");
    }

    /// <summary>Predicts some of the rows.</summary>
    public string Of(int first, int count)
    {
        Range values = (first * net.InputSize)..((first + count) * net.InputSize);
        float[] outputs = new float[count * net.OutputSize];
        if (indices is null)
            net.Predict(numbers.AsSpan(values), outputs);
        else
            net.Predict(indices.AsSpan(values), outputs);
        return NetBits.BitsOf(outputs);
    }
}
