namespace CompiledNets.Generator.Declaring;

/// <summary>The values that a hyperparameter may have. Kernels compute in <c>float</c>, so a value must also be one there.</summary>
internal sealed class HyperparameterRange
{
    private readonly Func<double, bool> contains;

    private HyperparameterRange(string text, Func<double, bool> contains)
    {
        Text = text;
        this.contains = contains;
    }

    /// <summary>Positive, and neither 0 nor infinite as a <c>float</c>.</summary>
    public static HyperparameterRange Positive { get; } = new("from 1.2e-38 to 3e38", value => value >= 1.2e-38 && value <= 3e38);

    /// <summary>A step size: beyond a million, one step overflows.</summary>
    public static HyperparameterRange LearningRate { get; } = new("above 0 and at most 1e6", value => value > 0 && value <= 1e6);

    /// <summary>A coefficient of a penalty or decay.</summary>
    public static HyperparameterRange Coefficient { get; } = new("from 0 to 1e6", value => value >= 0 && value <= 1e6);

    /// <summary>A factor of an exponential average, or a share.</summary>
    public static HyperparameterRange BelowOne { get; } = new("at least 0 and below 1", value => value >= 0 && (float)value < 1);

    /// <summary>A share of a whole.</summary>
    public static HyperparameterRange Share { get; } = new("from 0 to 1", value => value >= 0 && value <= 1);

    /// <summary>What a value must be, to end the sentence "it must be …".</summary>
    public string Text { get; }

    public bool Contains(double value) => contains(value);
}
