namespace CompiledNets;

/// <summary>Bounds the gradient before the optimizer sees it. Exactly one of the two is set.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClipGradientsAttribute : Attribute
{
    /// <summary>
    /// Scales the whole gradient by min(1, Norm/(‖g‖ + 1e-6)), with ‖g‖ = √Σg² over all parameters. Positive. PyTorch:
    /// <c>clip_grad_norm_</c>.
    /// </summary>
    public double Norm { get; set; }

    /// <summary>Limits each component to ±Value. Positive. PyTorch: <c>clip_grad_value_</c>.</summary>
    public double Value { get; set; }
}
