using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.BatchNorm;

/// <summary>Normalisation of each feature or channel over a batch: <c>[BatchNorm]</c>.</summary>
internal sealed class BatchNormKind() : LayerKind("BatchNormAttribute", "batchNorm")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        return new BatchNormDeclaration(
            header.Name,
            header.Site,
            reader.GetHyperparameter("Epsilon", 1e-5, HyperparameterRange.Positive, subject),
            reader.GetHyperparameter("Momentum", 0.1, HyperparameterRange.Share, subject),
            PenaltyDeclaration.Read(reader, subject));
    }
}
