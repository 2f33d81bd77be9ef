namespace CompiledNets.Generator.Tests.Pools;

/// <summary>A pool in a net, and what it makes of a row, in double and as plainly as its definition.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Kind">The attribute: <c>MaxPool2D</c>.</param>
/// <param name="Shape">What comes into the pool.</param>
/// <param name="Size">A window's length along each axis; 0 for a pool over the whole image.</param>
/// <param name="Stride">From a window to the next.</param>
/// <param name="IsLast">Whether the pool is the net's last layer, or a dense one follows.</param>
internal sealed record PoolCase(string Name, string Kind, int[] Shape, int Size, int Stride, bool IsLast = false)
{
    /// <summary>A dense layer makes the pool's image from so many inputs, so that its gradients show the pool's.</summary>
    public const int Inputs = 3;

    private const int Outputs = 2;

    public int ImageLength => Shape.Aggregate(1, (product, size) => product * size);

    public int PooledLength => Channels * Lines * Columns;

    public int OutputSize => IsLast ? PooledLength : Outputs;

    private int Channels => Shape[0];

    private int Height => Shape.Length == 3 ? Shape[1] : 1;

    private int Width => Shape[^1];

    private int WindowHeight => Size == 0 ? Height : Shape.Length == 2 ? 1 : Size;

    private int WindowWidth => Size == 0 ? Width : Size;

    /// <summary>Lines of windows.</summary>
    private int Lines => ((Height - WindowHeight) / Stride) + 1;

    /// <summary>Windows in a line.</summary>
    private int Columns => ((Width - WindowWidth) / Stride) + 1;

    public string Pool => Size == 0 ? $"[{Kind}]" : $"[{Kind}({Size}{(Stride == Size ? "" : $", Stride = {Stride}")})]";

    /// <summary>The declaration as source.</summary>
    public string Source(int batchSize) => $"""
        [CompiledNet({Inputs}, BatchSize = {batchSize})] [Dense({ImageLength})] [Reshape({string.Join(", ", Shape)})]
        {Pool}
        {(IsLast ? "" : (Size == 0 ? "" : "[Flatten] ") + $"[Dense({Outputs})]")} [MeanSquaredError] [Sgd(LearningRate = 0.1)]
        public partial class {Name};

        """;

    /// <summary>The net's outputs for one row.</summary>
    public double[] Predict(Dictionary<string, double[]> parameters, double[] row)
    {
        double[] pooled = Apply(Multiply(parameters["dense1.weight"], parameters["dense1.bias"], row));
        return IsLast ? pooled : Multiply(parameters["dense2.weight"], parameters["dense2.bias"], pooled);
    }

    /// <summary>The mean squared error of a batch.</summary>
    public double Loss(Dictionary<string, double[]> parameters, double[][] inputs, double[][] targets) =>
        inputs.Zip(targets, (row, target) => Predict(parameters, row).Zip(target, (y, t) => (y - t) * (y - t)).Average()).Average();

    /// <summary>The pool's result.</summary>
    public double[] Apply(double[] image)
    {
        var result = new List<double>();
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int top = 0; top < Lines; top++)
            {
                for (int left = 0; left < Columns; left++)
                    result.Add(OfWindow([.. Window(image, channel, top * Stride, left * Stride)]));
            }
        }

        return [.. result];
    }

    /// <summary>Whether a value of the image is the first of some window.</summary>
    public bool IsFirstOfWindow(int index) =>
        index / Width % Height % Stride == 0 && index / Width % Height / Stride < Lines && index % Width % Stride == 0 && index % Width / Stride < Columns;

    private double OfWindow(double[] values) => Kind.StartsWith("Max", StringComparison.Ordinal) ? values.Aggregate(Math.Max) : values.Sum() / values.Length;

    private IEnumerable<double> Window(double[] image, int channel, int top, int left) =>
        from y in Enumerable.Range(top, WindowHeight)
        from x in Enumerable.Range(left, WindowWidth)
        select image[(((channel * Height) + y) * Width) + x];

    private static double[] Multiply(double[] weight, double[] bias, double[] row) =>
        [.. bias.Select((sum, unit) => sum + row.Select((value, i) => weight[(unit * row.Length) + i] * value).Sum())];
}
