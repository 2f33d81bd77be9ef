using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Activate;

/// <summary>y = f(x); the shape stays.</summary>
internal sealed record ActivateDeclaration(string Name, Site Site, ActivationKind Activation) : LayerDeclaration(Name, Site), IActivated
{
    public string ActivationArgument => "activation";

    public override bool NeedsPaddedInput => true;

    public LayerDeclaration WithoutActivation() => this with { Activation = ActivationKind.Linear };

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Features(this) is not { } width)
            return null;
        int stride = Panels.Padded(width);
        return new ActivatePlan(
            Name,
            "Activate" + (Activation == ActivationKind.Linear ? "" : ", " + Activation),
            context.Input,
            context.InputStride,
            context.Input,
            Output: context.AllocateRows(stride),
            Delta: context.AllocateRows(stride),
            ActivationFunctions.Get(Activation));
    }
}
