using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Pool;

/// <summary>Pools over one axis or two: <c>[MaxPool2D(size)]</c> and its kin.</summary>
internal sealed class PoolKind(PoolFunction function, int axes)
    : LayerKind($"{PoolDeclaration.WrittenName(function, axes)}Attribute", char.ToLowerInvariant(function.Kind[0]) + function.Kind.Substring(1))
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        int size = reader.GetSize("size", 1, subject);
        return new PoolDeclaration(header.Name, header.Site, function, axes, size, reader.IsSet("Stride") ? reader.GetSize("Stride", 1, subject) : size);
    }
}
