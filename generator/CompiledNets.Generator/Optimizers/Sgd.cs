using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Optimizers;

/// <summary>Stochastic gradient descent, with momentum and weight decay as PyTorch's <c>SGD</c> has them.</summary>
internal sealed record Sgd(double LearningRate, double Momentum, bool Nesterov, double WeightDecay, Site Site)
    : OptimizerDeclaration(LearningRate, Site)
{
    public override string WrittenName => "Sgd";

    public override bool DecaysWeights => WeightDecay > 0;

    public override EquatableArray<string> States => Momentum > 0 ? EquatableArray.Of("velocity") : EquatableArray<string>.Empty;

    public override string Formula =>
        (WeightDecay > 0 ? $"g ← g + {Literal.Short(WeightDecay)}·θ; " : "")
        + (Momentum > 0 ? $"b ← {Literal.Short(Momentum)}·b + g; " : "")
        + "θ ← θ − η·" + (Momentum <= 0 ? "g" : Nesterov ? $"(g + {Literal.Short(Momentum)}·b)" : "b");

    public override EquatableArray<StepNumber> StepNumbers => EquatableArray.Of(new StepNumber("rate", "learningRate"));

    public override EquatableArray<string> Update
    {
        get
        {
            var lines = new List<string>();
            if (WeightDecay > 0)
                lines.Add($"g = V.MultiplyAdd(V.Broadcast({Literal.Float(WeightDecay)}), p, g);");
            if (Momentum > 0)
            {
                lines.Add($"velocity = {FlushTiny}(V.MultiplyAdd(V.Broadcast({Literal.Float(Momentum)}), velocity, g));");
                lines.Add(Nesterov ? $"g = V.MultiplyAdd(V.Broadcast({Literal.Float(Momentum)}), velocity, g);" : "g = velocity;");
            }

            lines.Add("p = V.MultiplyAdd(-V.Broadcast(rate), g, p);");
            return lines.ToEquatableArray();
        }
    }

    public static Sgd Read(AttributeReader reader)
    {
        double momentum = reader.GetHyperparameter("Momentum", 0, HyperparameterRange.BelowOne, "[Sgd]");
        bool nesterov = reader.Get("Nesterov", false);
        if (nesterov && momentum == 0)
        {
            reader.Faults.Report(
                Analysis.DiagnosticDescriptors.HyperparameterOutOfRange, reader.Site.At("Nesterov"), reader.Net, "[Sgd]", "Nesterov", "true without Momentum",
                "used with a positive Momentum");
        }

        return new Sgd(
            ReadLearningRate(reader, 0.01), momentum, nesterov,
            reader.GetHyperparameter("WeightDecay", 0, HyperparameterRange.Coefficient, "[Sgd]"), reader.Site);
    }
}
