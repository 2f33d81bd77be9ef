using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Flatten;

/// <summary>A row of any shape as one row of features: <c>[Flatten]</c>.</summary>
internal sealed class FlattenKind() : LayerKind("FlattenAttribute", "flatten")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => new FlattenDeclaration(header.Name, header.Site);
}
