using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Reshape;

/// <summary>The same values under another shape: <c>[Reshape(sizes)]</c>.</summary>
internal sealed class ReshapeKind() : LayerKind("ReshapeAttribute", "reshape")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) =>
        new ReshapeDeclaration(header.Name, header.Site, new Shape(reader.GetSizes("shape", $"Layer '{header.Name}'")));
}
