using CompiledNets.Generator.Declaring;
using static CompiledNets.Generator.Activations.ActivationKind;

namespace CompiledNets.Generator.Activations;

/// <summary>Every activation function's formula and derivative. Constants and limits are PyTorch's.</summary>
internal static class ActivationFunctions
{
    private const string Math = "global::CompiledNets.Simd.VectorMath";
    private const string One = "V.Broadcast(1f)";
    private const string SeluScale = "V.Broadcast(1.0507009873554805f)";
    private const string SeluScaleAlpha = "V.Broadcast(1.7580993408473766f)";

    private static readonly Dictionary<ActivationKind, ActivationFunction> All = new[]
    {
        Define(Linear, "z", DerivativeOf.Output, ["V a = z;"], [], isFusable: true),
        Define(Relu, "max(0, z)", DerivativeOf.Output,
            ["V a = V.AtLeast(z, V.Zero);"],
            ["d = V.Choose(V.GreaterThan(a, V.Zero), d, V.Zero);"], isFusable: true),
        Define(LeakyRelu, "z where z > 0, else 0.01·z", DerivativeOf.Output,
            ["V a = V.Choose(V.GreaterThan(z, V.Zero), z, V.Broadcast(0.01f) * z);"],
            ["d = V.Choose(V.GreaterThan(a, V.Zero), d, V.Broadcast(0.01f) * d);"], isFusable: true),
        Define(Elu, "z where z > 0, else eᶻ − 1", DerivativeOf.Output,
            [$"V a = V.Choose(V.GreaterThan(z, V.Zero), z, {Math}.Expm1(z));"],
            [$"d = V.Choose(V.GreaterThan(a, V.Zero), d, d * (a + {One}));"]),
        Define(Selu, "1.0507·(z where z > 0, else 1.6733·(eᶻ − 1))", DerivativeOf.Output,
            [$"V a = V.Choose(V.GreaterThan(z, V.Zero), {SeluScale} * z, {SeluScaleAlpha} * {Math}.Expm1(z));"],
            [$"d = V.Choose(V.GreaterThan(a, V.Zero), {SeluScale} * d, d * (a + {SeluScaleAlpha}));"]),
        Define(Gelu, "z·Φ(z), Φ(z) = ½·(1 + erf(z/√2))", DerivativeOf.Input,
            [$"V a = z * (V.Broadcast(0.5f) * ({One} + {Math}.Erf(z * V.Broadcast(0.70710678f))));"],
            [
                $"V probability = V.Broadcast(0.5f) * ({One} + {Math}.Erf(z * V.Broadcast(0.70710678f)));",
                $"V density = V.Broadcast(0.39894228f) * {Math}.Exp(V.Broadcast(-0.5f) * z * z);",
                "d = d * V.MultiplyAdd(z, density, probability);",
            ]),
        Define(Silu, "z·σ(z)", DerivativeOf.Input,
            [$"V a = z * {Math}.Sigmoid(z);"],
            [
                $"V sigmoid = {Math}.Sigmoid(z);",
                $"d = d * (sigmoid * V.MultiplyAdd(z, {One} - sigmoid, {One}));",
            ]),
        Define(Mish, "z·tanh(ln(1 + eᶻ))", DerivativeOf.Input,
            [$"V a = z * {Math}.Tanh({Math}.Softplus(z));"],
            [
                $"V tanh = {Math}.Tanh({Math}.Softplus(z));",
                $"d = d * V.MultiplyAdd(z * {Math}.Sigmoid(z), {One} - tanh * tanh, tanh);",
            ]),
        Define(Softplus, "ln(1 + eᶻ)", DerivativeOf.Input,
            [$"V a = {Math}.Softplus(z);"],
            [$"d = d * {Math}.Sigmoid(z);"]),
        Define(HardSigmoid, "min(max(z/6 + ½, 0), 1)", DerivativeOf.Input,
            [
                "V a = V.MultiplyAdd(z, V.Broadcast(1f / 6f), V.Broadcast(0.5f));",
                $"a = V.AtMost(V.AtLeast(a, V.Zero), {One});",
            ],
            ["d = V.Choose(V.LessThan(V.Abs(z), V.Broadcast(3f)), d * V.Broadcast(1f / 6f), V.Zero);"]),
        Define(HardSwish, "z·min(max(z/6 + ½, 0), 1)", DerivativeOf.Input,
            [
                "V gate = V.MultiplyAdd(z, V.Broadcast(1f / 6f), V.Broadcast(0.5f));",
                $"V a = z * V.AtMost(V.AtLeast(gate, V.Zero), {One});",
            ],
            [
                "V slope = V.MultiplyAdd(z, V.Broadcast(1f / 3f), V.Broadcast(0.5f));",
                "slope = V.Choose(V.LessThan(z, V.Broadcast(-3f)), V.Zero, slope);",
                $"d = d * V.Choose(V.GreaterThan(z, V.Broadcast(3f)), {One}, slope);",
            ]),
        Define(Sigmoid, "σ(z) = 1/(1 + e⁻ᶻ)", DerivativeOf.Output,
            [$"V a = {Math}.Sigmoid(z);"],
            [$"d = d * (a * ({One} - a));"]),
        Define(Tanh, "tanh z", DerivativeOf.Output,
            [$"V a = {Math}.Tanh(z);"],
            [$"d = d * ({One} - a * a);"]),
        Define(Softsign, "z/(1 + |z|)", DerivativeOf.Output,
            [$"V a = z / ({One} + V.Abs(z));"],
            [$"V slope = {One} - V.Abs(a);", "d = d * (slope * slope);"]),
        Define(Softmax, "e^zⱼ/Σᵢ e^zᵢ", DerivativeOf.Output, [], []),
    }.ToDictionary(function => function.Kind);

    public static ActivationFunction Get(ActivationKind kind) => All[kind];

    private static ActivationFunction Define(
        ActivationKind kind, string formula, DerivativeOf derivativeOf, string[] forward, string[] backward, bool isFusable = false) =>
        new(kind, formula, derivativeOf, forward.ToEquatableArray(), backward.ToEquatableArray(), isFusable);
}
