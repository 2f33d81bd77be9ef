using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers;

/// <summary>A declared layer that may end in an activation function.</summary>
internal interface IActivated
{
    string Name { get; }

    Site Site { get; }

    ActivationKind Activation { get; }

    /// <summary>The argument that sets it.</summary>
    string ActivationArgument { get; }

    /// <summary>The same layer with a linear end: what a loss that is fused with the activation is computed from.</summary>
    LayerDeclaration WithoutActivation();
}
