namespace CompiledNets;

/// <summary>The loss that training minimises: a mean over the batch, as PyTorch reduces it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    private protected LossAttribute()
    {
    }
}

/// <summary>Mean of (y − t)² over rows and outputs. PyTorch: <c>MSELoss</c>.</summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;

/// <summary>Mean of |y − t| over rows and outputs. PyTorch: <c>L1Loss</c>.</summary>
public sealed class MeanAbsoluteErrorAttribute : LossAttribute;

/// <summary>
/// Mean over rows and outputs of ½·(y − t)² where |y − t| ≤ δ, else δ·(|y − t| − ½·δ) (Huber 1964). PyTorch: <c>HuberLoss</c>.
/// </summary>
public sealed class HuberAttribute : LossAttribute
{
    /// <summary>δ, from where on the loss is linear. Positive; default 1.</summary>
    public double Delta { get; set; } = 1;
}

/// <summary>
/// Mean over rows and outputs of −t·ln p − (1 − t)·ln(1 − p) for targets t in [0, 1], with p = σ(z) of the last layer's logits z, or its output
/// where it ends in <see cref="Activation.Sigmoid"/>; both are computed from the logits, stably. PyTorch: <c>BCEWithLogitsLoss</c>.
/// </summary>
public sealed class BinaryCrossEntropyAttribute : LossAttribute;

/// <summary>
/// Mean over rows of −Σⱼ tⱼ·ln pⱼ for class labels or target probabilities t, with p = softmax(z) of the last layer's logits z, or its
/// output where it ends in <see cref="Activation.Softmax"/>; both are computed from the logits, stably. PyTorch: <c>CrossEntropyLoss</c>.
/// </summary>
public sealed class CrossEntropyAttribute : LossAttribute
{
    /// <summary>ε: the target becomes (1 − ε)·t + ε/classes (Szegedy et al. 2015). In [0, 1); default 0.</summary>
    public double LabelSmoothing { get; set; }
}
