using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers;

/// <summary>The penalty on a layer's weights: L1·Σ|w| + L2·Σw², part of the loss.</summary>
internal readonly record struct PenaltyDeclaration(double L1, double L2)
{
    public bool IsEmpty => L1 == 0 && L2 == 0;

    public static PenaltyDeclaration Read(AttributeReader reader, string subject) => new(
        reader.GetHyperparameter("L1", 0, HyperparameterRange.Coefficient, subject),
        reader.GetHyperparameter("L2", 0, HyperparameterRange.Coefficient, subject));
}

/// <summary>The library's <c>Initializer</c>.</summary>
internal enum Initializer
{
    Default,
    Zeros,
    XavierUniform,
    XavierNormal,
    HeUniform,
    HeNormal,
    LeCunNormal,
}
