namespace CompiledNets;

/// <summary>The losses that a net can be declared with.</summary>
public enum LossKind
{
    /// <summary>No loss: the net is for prediction only.</summary>
    None,

    /// <summary><see cref="MeanSquaredErrorAttribute"/>.</summary>
    MeanSquaredError,

    /// <summary><see cref="MeanAbsoluteErrorAttribute"/>.</summary>
    MeanAbsoluteError,

    /// <summary><see cref="HuberAttribute"/>.</summary>
    Huber,

    /// <summary><see cref="BinaryCrossEntropyAttribute"/>.</summary>
    BinaryCrossEntropy,

    /// <summary><see cref="CrossEntropyAttribute"/>.</summary>
    CrossEntropy,
}
