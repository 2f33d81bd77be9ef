using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Optimizers;

/// <summary>RMSProp, as PyTorch's <c>RMSprop</c> has it: ε is added to the root.</summary>
internal sealed record RmsProp(double LearningRate, double Alpha, double Epsilon, double Momentum, Site Site)
    : OptimizerDeclaration(LearningRate, Site)
{
    public override string WrittenName => "RmsProp";

    public override EquatableArray<string> States => Momentum > 0 ? EquatableArray.Of("square", "velocity") : EquatableArray.Of("square");

    public override string Formula =>
        $"v ← {Literal.Short(Alpha)}·v + {Literal.Short(1 - Alpha)}·g²; u = g/(√v + {Literal.Short(Epsilon)}); "
        + (Momentum > 0 ? $"b ← {Literal.Short(Momentum)}·b + u; θ ← θ − η·b" : "θ ← θ − η·u");

    public override EquatableArray<StepNumber> StepNumbers => EquatableArray.Of(new StepNumber("rate", "learningRate"));

    public override EquatableArray<string> Update
    {
        get
        {
            var lines = new List<string>
            {
                $"V size = {SquarableSize}(g);",
                $"square = V.MultiplyAdd(V.Broadcast({Literal.Float(Alpha)}), square, V.Broadcast({Literal.Float(1 - Alpha)}) * size * size);",
                $"g = g / (V.Sqrt(square) + V.Broadcast({Literal.Float(Epsilon)}));",
            };
            if (Momentum > 0)
            {
                lines.Add($"velocity = {FlushTiny}(V.MultiplyAdd(V.Broadcast({Literal.Float(Momentum)}), velocity, g));");
                lines.Add("g = velocity;");
            }

            lines.Add("p = V.MultiplyAdd(-V.Broadcast(rate), g, p);");
            return lines.ToEquatableArray();
        }
    }

    public static RmsProp Read(AttributeReader reader) => new(
        ReadLearningRate(reader, 0.01),
        reader.GetHyperparameter("Alpha", 0.99, HyperparameterRange.BelowOne, "[RmsProp]"),
        reader.GetHyperparameter("Epsilon", 1e-8, HyperparameterRange.Positive, "[RmsProp]"),
        reader.GetHyperparameter("Momentum", 0, HyperparameterRange.BelowOne, "[RmsProp]"),
        reader.Site);
}
