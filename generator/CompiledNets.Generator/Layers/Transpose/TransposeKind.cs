using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Transpose;

/// <summary>The two axes of a row exchanged: <c>[Transpose]</c>.</summary>
internal sealed class TransposeKind() : LayerKind("TransposeAttribute", "transpose")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => new TransposeDeclaration(header.Name, header.Site);
}
