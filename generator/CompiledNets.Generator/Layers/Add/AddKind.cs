using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Add;

/// <summary>Skip connections: <c>[Add("layerName")]</c>.</summary>
internal sealed class AddKind() : LayerKind("AddAttribute", "add")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) =>
        new AddDeclaration(header.Name, header.Site, reader.Get("layer", ""));
}
