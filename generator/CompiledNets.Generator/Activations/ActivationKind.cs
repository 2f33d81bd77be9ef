namespace CompiledNets.Generator.Activations;

/// <summary>The library's <c>Activation</c>.</summary>
internal enum ActivationKind
{
    Linear,
    Relu,
    LeakyRelu,
    Elu,
    Selu,
    Gelu,
    Silu,
    Mish,
    Softplus,
    HardSigmoid,
    HardSwish,
    Sigmoid,
    Tanh,
    Softsign,
    Softmax,
}
