using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>The mean of each channel: <c>[GlobalAveragePool2D]</c>.</summary>
internal sealed class GlobalAveragePoolKind() : LayerKind("GlobalAveragePool2DAttribute", "globalAveragePool")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header) => new GlobalAveragePoolDeclaration(header.Name, header.Site);
}
