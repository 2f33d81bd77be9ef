using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Activate;

/// <summary>y = f(x); the shape stays.</summary>
internal sealed record ActivateDeclaration(string Name, Site Site, ActivationKind Activation) : LayerDeclaration(Name, Site), IActivated
{
    public string ActivationArgument => "activation";

    public override bool NeedsPaddedInput => true;

    public override RowLayout Wanted(RowLayout layout) => layout;

    public LayerDeclaration WithoutActivation() => this with { Activation = ActivationKind.Linear };

    public override LayerPlan? Plan(LayerContext context)
    {
        if (Activation == ActivationKind.Softmax && context.Features(this) is null)
            return null;
        return new ActivatePlan(
            Name,
            "Activate" + (Activation == ActivationKind.Linear ? "" : ", " + Activation),
            context.Layout,
            context.InputStride,
            context.Layout,
            Output: context.AllocateRows(context.Layout.RowStride),
            Delta: context.AllocateRows(context.Layout.RowStride),
            ActivationFunctions.Get(Activation));
    }
}
