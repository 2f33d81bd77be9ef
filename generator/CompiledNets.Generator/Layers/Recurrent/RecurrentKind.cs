using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>A kind of recurrent layer: they differ in their cell.</summary>
internal abstract class RecurrentKind(string attributeName, string defaultName, RecurrentCell cell) : LayerKind(attributeName, defaultName)
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        return new RecurrentDeclaration(
            header.Name,
            header.Site,
            cell,
            reader.GetSize("units", 1, subject),
            reader.Get("ReturnSequences", false),
            reader.GetEnum("Initializer", Initializer.Default, subject),
            reader.IsSet("Inputs") ? reader.GetSize("Inputs", 1, subject) : null,
            PenaltyDeclaration.Read(reader, subject));
    }
}
