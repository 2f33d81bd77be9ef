using CompiledNets.Generator.Activations;
using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers.Dense;

/// <summary>Fully connected layers: <c>[Dense(units, activation)]</c>.</summary>
internal sealed class DenseKind() : LayerKind("DenseAttribute", "dense")
{
    public override LayerDeclaration Declare(AttributeReader reader, LayerHeader header)
    {
        string subject = $"Layer '{header.Name}'";
        return new DenseDeclaration(
            header.Name,
            header.Site,
            reader.GetSize("units", 1, subject),
            reader.GetEnum("activation", ActivationKind.Linear, subject),
            reader.GetEnum("Initializer", Initializer.Default, subject),
            reader.IsSet("Inputs") ? reader.GetSize("Inputs", 1, subject) : null,
            PenaltyDeclaration.Read(reader, subject));
    }
}
