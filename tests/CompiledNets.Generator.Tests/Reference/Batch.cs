namespace CompiledNets.Generator.Tests.Reference;

/// <summary>The rows of a batch between two layers, outermost axis first.</summary>
/// <param name="Shape">The shape of a row.</param>
/// <param name="Rows">The rows, each with as many values as the shape has.</param>
internal sealed record Batch(int[] Shape, double[][] Rows)
{
    /// <summary>Values in a row.</summary>
    public int Size => SizeOf(Shape);

    /// <summary>All values, row after row.</summary>
    public double[] Values => [.. Rows.SelectMany(row => row)];

    /// <summary>Cuts values into rows.</summary>
    public static Batch Of(int[] shape, IEnumerable<double> values) => new(shape, [.. values.Chunk(SizeOf(shape))]);

    /// <summary>Values of a shape.</summary>
    public static int SizeOf(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    /// <summary>A function of single rows, applied to each.</summary>
    public Batch Select(int[] shape, Func<double[], double[]> function) => new(shape, [.. Rows.Select(function)]);
}
