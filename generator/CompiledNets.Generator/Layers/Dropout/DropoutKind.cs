using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Dropout;

/// <summary>Dropping values at random while training: <c>[Dropout(rate)]</c>.</summary>
internal sealed class DropoutKind() : LayerKind("DropoutAttribute", "dropout")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => new DropoutDeclaration(
        header.Name, header.Site, reader.GetHyperparameter("rate", 0, HyperparameterRange.BelowOne, $"Layer '{header.Name}'"));
}
