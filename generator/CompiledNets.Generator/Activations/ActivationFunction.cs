using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Activations;

/// <summary>What its derivative is worked out from, and so what a training step must keep.</summary>
internal enum DerivativeOf
{
    /// <summary>The function's value a = f(z): nothing else needs to be kept.</summary>
    Output,

    /// <summary>The argument z.</summary>
    Input,
}

/// <summary>
/// An activation function as vector code. <c>z</c> is the argument, <c>a</c> the value, <c>d</c> the loss's derivative by a on the way
/// in and by z on the way out; all are variables of the lane type <c>V</c>.
/// </summary>
/// <param name="Kind">Which function.</param>
/// <param name="Formula">f(z), for documentation.</param>
/// <param name="DerivativeOf">What the backward statements read.</param>
/// <param name="Forward">Statements that set <c>a</c> from <c>z</c>.</param>
/// <param name="Backward">Statements that turn <c>d</c> into the derivative by z, reading <c>a</c> or <c>z</c>.</param>
/// <param name="IsFusable">Whether it is one expression of a few instructions, cheap enough to stand in a matrix product's tile.</param>
internal sealed record ActivationFunction(
    ActivationKind Kind,
    string Formula,
    DerivativeOf DerivativeOf,
    EquatableArray<string> Forward,
    EquatableArray<string> Backward,
    bool IsFusable = false)
{
    /// <summary>Whether it couples the values of a row, as softmax does.</summary>
    public bool IsRowWise => Kind == ActivationKind.Softmax;

    public bool IsLinear => Kind == ActivationKind.Linear;
}
