using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.LayerNorm;

/// <summary>Normalisation of each row, or of each step of a sequence: <c>[LayerNorm]</c>.</summary>
internal sealed class LayerNormKind() : LayerKind("LayerNormAttribute", "layerNorm")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        return new LayerNormDeclaration(
            header.Name,
            header.Site,
            reader.GetHyperparameter("Epsilon", 1e-5, HyperparameterRange.Positive, subject),
            PenaltyDeclaration.Read(reader, subject));
    }
}
