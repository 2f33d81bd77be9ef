using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Losses;

/// <summary>The library's <c>LossKind</c>.</summary>
internal enum LossKind
{
    None,
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    BinaryCrossEntropy,
    CrossEntropy,
}

/// <summary>The declared loss.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Parameter">Huber's δ or the label smoothing ε; 0 for the others.</param>
/// <param name="Site">Its attribute.</param>
internal sealed record LossDeclaration(LossKind Kind, double Parameter, Site Site)
{
    public string WrittenName => Kind.ToString();

    public static LossDeclaration? TryRead(AttributeReader reader)
    {
        if (!Enum.TryParse(reader.WrittenName, out LossKind kind) || kind == LossKind.None)
            return null;
        double parameter = kind switch
        {
            LossKind.Huber => reader.GetHyperparameter("Delta", 1, HyperparameterRange.Positive, "[Huber]"),
            LossKind.CrossEntropy => reader.GetHyperparameter("LabelSmoothing", 0, HyperparameterRange.BelowOne, "[CrossEntropy]"),
            _ => 0,
        };
        return new LossDeclaration(kind, parameter, reader.Site);
    }
}
