using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>A table's row for each index: <c>[Embedding(vocabulary, width)]</c>.</summary>
internal sealed class EmbeddingKind() : LayerKind("EmbeddingAttribute", "embedding")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        return new EmbeddingDeclaration(
            header.Name,
            header.Site,
            reader.GetSize("vocabulary", 1, subject),
            reader.GetSize("width", 1, subject),
            reader.GetEnum("Initializer", Initializer.Default, subject),
            reader.IsSet("Inputs") ? reader.GetSize("Inputs", 1, subject) : null,
            PenaltyDeclaration.Read(reader, subject));
    }
}
