namespace CompiledNets;

/// <summary>A layer that brings values to a mean of 0 and a variance of 1, and then lets training scale and shift them.</summary>
public abstract class NormalizationAttribute : LayerAttribute
{
    private protected NormalizationAttribute()
    {
    }

    /// <summary>ε, added to the variance before the square root. From 1.2e-38 to 3e38; default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>λ of an L1 penalty: adds λ·Σ|weight| (not the bias) to the loss. 0 to 1e6; default 0.</summary>
    public double L1 { get; set; }

    /// <summary>λ of an L2 penalty: adds λ·Σweight² (not the bias) to the loss. 0 to 1e6; default 0.</summary>
    public double L2 { get; set; }
}
