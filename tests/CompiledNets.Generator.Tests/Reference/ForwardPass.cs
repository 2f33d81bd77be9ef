namespace CompiledNets.Generator.Tests.Reference;

/// <summary>What one forward pass works with, and what it notices on its way.</summary>
internal sealed class ForwardPass
{
    private readonly Tensors parameters;
    private int dropouts;

    private ForwardPass(Tensors parameters, DropoutMasks? masks)
    {
        this.parameters = parameters;
        IsTraining = masks is not null;
        Masks = masks ?? DropoutMasks.None;
    }

    /// <summary>Whether batches are normalised by themselves and values are dropped.</summary>
    public bool IsTraining { get; }

    /// <summary>What is dropped.</summary>
    public DropoutMasks Masks { get; }

    /// <summary>What layers gave, by their names.</summary>
    public Dictionary<string, Batch> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The running statistics as they are after this pass; only those that it changes.</summary>
    public Tensors Statistics { get; } = [];

    /// <summary>
    /// How far the nearest value is from where a function bends. A difference quotient across a bend is no derivative; and a net in float may be on the other side of one that
    /// is nearer than its rounding.
    /// </summary>
    public double DistanceToBend { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest factor by which a normalisation enlarges its input, and with it the rounding errors in that.</summary>
    public double LargestGain { get; private set; }

    /// <summary>A pass in inference mode.</summary>
    public static ForwardPass OfInference(Tensors parameters) => new(parameters, null);

    /// <summary>The first training step's.</summary>
    public static ForwardPass OfTraining(Tensors parameters, DropoutMasks masks) => new(parameters, masks);

    /// <summary>A tensor's values.</summary>
    public double[] Tensor(string layer, string tensor) => parameters[$"{layer}.{tensor}"];

    /// <summary>The number of the dropout layer that asks, among those of its kind.</summary>
    public int NextDropout() => dropouts++;

    /// <summary>
    /// Notes a value's signed distance to a bend. A distance of exactly 0 is of a constant (a dropped value, the pooled maximum of several dead units): nothing moves it across.
    /// </summary>
    public void NoteBend(double distance)
    {
        if (distance != 0)
            DistanceToBend = Math.Min(DistanceToBend, Math.Abs(distance));
    }

    /// <summary>Notes the variance that values are divided by the root of, and the ε in it; if it is 0, the values are constants, whose errors are the same and cancel.</summary>
    public void NoteVariance(double variance, double epsilon)
    {
        if (variance != 0)
            LargestGain = Math.Max(LargestGain, 1 / Math.Sqrt(variance + epsilon));
    }
}
