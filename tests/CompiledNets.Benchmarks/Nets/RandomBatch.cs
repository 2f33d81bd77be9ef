namespace CompiledNets.Benchmarks;

/// <summary>Rows of a net's inputs with labels and targets, and room for its outputs; the same numbers every time.</summary>
/// <param name="Inputs"><c>[rows, InputSize]</c>, in [0, 1).</param>
/// <param name="Labels"><c>[rows]</c>.</param>
/// <param name="Targets"><c>[rows, OutputSize]</c>, in [0, 1).</param>
/// <param name="Outputs"><c>[rows, OutputSize]</c>.</param>
internal sealed record RandomBatch(float[] Inputs, int[] Labels, float[] Targets, float[] Outputs)
{
    public static RandomBatch For(ICompiledNet net, int rows)
    {
        var random = new Random(1);
        return new RandomBatch(
            Numbers(random, rows * net.InputSize),
            [.. Enumerable.Range(0, rows).Select(row => row * 7 % net.OutputSize)],
            Numbers(random, rows * net.OutputSize),
            new float[rows * net.OutputSize]);
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
}
