namespace CompiledNets;

/// <summary>How a training step changes the parameters θ, given their gradient g.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class OptimizerAttribute : Attribute
{
    private protected OptimizerAttribute()
    {
    }
}

/// <summary>
/// Stochastic gradient descent: g ← g + WeightDecay·θ; with momentum µ: b ← µ·b + g (b = g in the first step), g ← b, or g + µ·b with
/// Nesterov; θ ← θ − LearningRate·g. PyTorch: <c>SGD</c>.
/// </summary>
public sealed class SgdAttribute : OptimizerAttribute
{
    /// <summary>The step size. Positive; default 0.01.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>µ, in [0, 1); default 0.</summary>
    public double Momentum { get; set; }

    /// <summary>Nesterov's momentum; needs a positive <see cref="Momentum"/>. Default false.</summary>
    public bool Nesterov { get; set; }

    /// <summary>λ of the weight decay, 0 to 1e6; default 0.</summary>
    public double WeightDecay { get; set; }
}

/// <summary>
/// Adam (Kingma and Ba 2014): g ← g + WeightDecay·θ; m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²;
/// θ ← θ − LearningRate·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε). PyTorch: <c>Adam</c>. An m below 2⁻¹⁰⁰ becomes 0 and v stays above 2⁻¹²⁰, so that
/// neither becomes subnormal where a gradient stays away.
/// </summary>
public sealed class AdamAttribute : OptimizerAttribute
{
    /// <summary>The step size. Positive; default 1e-3.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>β₁, in [0, 1); default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>β₂, in [0, 1); default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>ε, added after the bias correction. Positive; default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>λ of an L2 term in the gradient, 0 to 1e6; default 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Divides by the largest v so far (Reddi et al. 2018). Default false.</summary>
    public bool AmsGrad { get; set; }
}

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2017): θ ← θ·(1 − LearningRate·WeightDecay), then Adam's step. PyTorch: <c>AdamW</c>.
/// </summary>
public sealed class AdamWAttribute : OptimizerAttribute
{
    /// <summary>The step size. Positive; default 1e-3.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>β₁, in [0, 1); default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>β₂, in [0, 1); default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>ε, added after the bias correction. Positive; default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>λ of the weight decay, 0 to 1e6; default 0.01.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>Divides by the largest v so far (Reddi et al. 2018). Default false.</summary>
    public bool AmsGrad { get; set; }
}

/// <summary>
/// RMSProp (Hinton 2012): v ← α·v + (1 − α)·g²; u = g/(√v + ε); with momentum µ: b ← µ·b + u, u ← b; θ ← θ − LearningRate·u. PyTorch: <c>RMSprop</c>.
/// As in <see cref="AdamAttribute"/>, v and b do not become subnormal.
/// </summary>
public sealed class RmsPropAttribute : OptimizerAttribute
{
    /// <summary>The step size. Positive; default 0.01.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>α, in [0, 1); default 0.99.</summary>
    public double Alpha { get; set; } = 0.99;

    /// <summary>ε. Positive; default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>µ, in [0, 1); default 0.</summary>
    public double Momentum { get; set; }
}

/// <summary>Adagrad (Duchi et al. 2011): s ← s + g²; θ ← θ − LearningRate·g/(√s + ε). PyTorch: <c>Adagrad</c>.</summary>
public sealed class AdagradAttribute : OptimizerAttribute
{
    /// <summary>The step size. Positive; default 0.01.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>ε. Positive; default 1e-10.</summary>
    public double Epsilon { get; set; } = 1e-10;
}
