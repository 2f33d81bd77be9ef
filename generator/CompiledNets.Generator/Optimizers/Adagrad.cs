using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Optimizers;

/// <summary>Adagrad, as PyTorch's <c>Adagrad</c> has it.</summary>
internal sealed record Adagrad(double LearningRate, double Epsilon, Site Site) : OptimizerDeclaration(LearningRate, Site)
{
    public override string WrittenName => "Adagrad";

    public override EquatableArray<string> States => EquatableArray.Of("sum");

    public override string Formula => $"s ← s + g²; θ ← θ − η·g/(√s + {Literal.Short(Epsilon)})";

    public override EquatableArray<StepNumber> StepNumbers => EquatableArray.Of(new StepNumber("rate", "learningRate"));

    public override EquatableArray<string> Update => EquatableArray.Of(
        "sum = V.MultiplyAdd(g, g, sum);",
        $"p = p - V.Broadcast(rate) * g / (V.Sqrt(sum) + V.Broadcast({Literal.Float(Epsilon)}));");

    public static Adagrad Read(AttributeReader reader) => new(
        ReadLearningRate(reader, 0.01),
        reader.GetHyperparameter("Epsilon", 1e-10, HyperparameterRange.Positive, "[Adagrad]"),
        reader.Site);
}
