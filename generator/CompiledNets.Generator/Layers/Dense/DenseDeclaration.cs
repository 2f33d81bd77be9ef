using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>y = f(x·Wᵀ + b), <c>[batch, in]</c> → <c>[batch, units]</c>.</summary>
internal sealed record DenseDeclaration(
    string Name, Site Site, int Units, ActivationKind Activation, Initializer Initializer, int? Inputs, PenaltyDeclaration Penalty)
    : LayerDeclaration(Name, Site), IActivated
{
    public string ActivationArgument => "activation";

    public override string SizeArgument => "units";

    public LayerDeclaration WithoutActivation() => this with { Activation = ActivationKind.Linear };

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Features(this) is not { } inputs)
            return null;
        if (Inputs is { } expected && expected != inputs)
        {
            context.Faults.Report(
                DiagnosticDescriptors.InputsMismatch, Site.At("Inputs"), context.Net, Name, expected, context.Giver, context.Input, inputs);
        }

        long weights = (long)inputs * Panels.PaddedLong(Units);
        Region weight = context.Parameters.Allocate(weights), bias = context.Parameters.Allocate(Units);
        if (!context.Parameters.Fits)
        {
            context.Faults.Report(
                DiagnosticDescriptors.TooLarge, SizeSite, context.Net, Name, context.Input, new Shape(Units),
                Emitting.Literal.Grouped(context.Parameters.Length), "parameters", Emitting.Literal.Grouped(MemoryMap.MaxLength));
            return null;
        }

        ActivationFunction function = ActivationFunctions.Get(Activation);
        int stride = Panels.Padded(Units);
        bool keepsInput = !function.IsFusable && function.DerivativeOf == DerivativeOf.Input;
        bool propagates = context.IsTrained && !context.IsFirst;
        TensorPlan[] tensors =
        [
            new(Name + ".weight", EquatableArray.Of(Units, inputs), weight, IsMatrix: true, Initializer, IsBias: false, inputs, Units, Penalty),
            new(Name + ".bias", EquatableArray.Of(Units), bias, IsMatrix: false, Initializer, IsBias: true, inputs, Units),
        ];
        return new DensePlan(
            Name,
            "Dense" + (function.IsLinear ? "" : ", " + Activation),
            context.Layout,
            context.InputStride,
            RowLayout.Plain(new Shape(Units)),
            Output: context.AllocateRows(stride),
            Delta: context.AllocateRows(stride),
            PreActivation: keepsInput ? context.AllocateRows(stride) : null,
            Transposed: propagates ? context.Workspace.Allocate((long)Units * Panels.PaddedLong(inputs)) : null,
            tensors.ToEquatableArray(),
            function,
            MatrixProduct.Plan(
                "Forward", $"y = {(function.IsFusable && !function.IsLinear ? "f(x·W + b)" : "x·W + b")}, [rows, {inputs}] → [rows, {Units}]"
                + (function.IsFusable && !function.IsLinear ? $", with f(z) = {function.Formula}." : "."),
                inputs, Units, context.InputStride, hasBias: true,
                function.IsFusable ? function : ActivationFunctions.Get(ActivationKind.Linear), context.Unroll, predictsRows: true),
            propagates
                ? MatrixProduct.Plan(
                    "InputGradient", $"dx = d·Wᵀ, [rows, {Units}] → [rows, {inputs}].", Units, inputs, stride, hasBias: false,
                    ActivationFunctions.Get(ActivationKind.Linear), context.Unroll, predictsRows: false)
                : null,
            new OuterProduct("WeightGradient", $"dW = xᵀ·d, [rows, {inputs}] and [rows, {Units}] → [{inputs}, {Units}].", inputs, Units, context.InputStride, stride,
                context.IsTrained ? OuterProductPacking.Plan(context.BatchSize, inputs, Units, context.Workspace) : null));
    }
}
