using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Activate;

/// <summary>An activation function as a layer of its own: <c>[Activate(activation)]</c>.</summary>
internal sealed class ActivateKind() : LayerKind("ActivateAttribute", "activate")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => new ActivateDeclaration(
        header.Name, header.Site, reader.GetEnum("activation", ActivationKind.Linear, $"Layer '{header.Name}'"));
}
