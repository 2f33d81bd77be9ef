namespace CompiledNets;

/// <summary>The activation functions, with PyTorch's definitions and constants.</summary>
public enum Activation
{
    /// <summary>f(z) = z.</summary>
    Linear,

    /// <summary>f(z) = max(0, z).</summary>
    Relu,

    /// <summary>f(z) = z for z &gt; 0, else 0.01·z.</summary>
    LeakyRelu,

    /// <summary>f(z) = z for z &gt; 0, else eᶻ − 1 (Clevert et al. 2015, α = 1).</summary>
    Elu,

    /// <summary>f(z) = λ·z for z &gt; 0, else λ·α·(eᶻ − 1), with λ = 1.0507… and α = 1.6733… (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>f(z) = z·Φ(z), with the exact normal distribution function Φ(z) = ½·(1 + erf(z/√2)) (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>f(z) = z·σ(z), also called Swish.</summary>
    Silu,

    /// <summary>f(z) = z·tanh(ln(1 + eᶻ)) (Misra 2019).</summary>
    Mish,

    /// <summary>f(z) = ln(1 + eᶻ); z itself above 20.</summary>
    Softplus,

    /// <summary>f(z) = min(max(z/6 + ½, 0), 1).</summary>
    HardSigmoid,

    /// <summary>f(z) = z·min(max(z/6 + ½, 0), 1) (Howard et al. 2019).</summary>
    HardSwish,

    /// <summary>f(z) = σ(z) = 1/(1 + e⁻ᶻ).</summary>
    Sigmoid,

    /// <summary>f(z) = tanh z.</summary>
    Tanh,

    /// <summary>f(z) = z/(1 + |z|).</summary>
    Softsign,

    /// <summary>fⱼ(z) = e^zⱼ/Σᵢ e^zᵢ over all values of a row: probabilities that sum to 1.</summary>
    Softmax,
}
