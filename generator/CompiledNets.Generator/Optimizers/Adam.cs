using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Optimizers;

/// <summary>Adam and AdamW, as PyTorch has them: ε is added after the bias correction.</summary>
internal sealed record Adam(
    double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool AmsGrad, bool DecoupledDecay, Site Site)
    : OptimizerDeclaration(LearningRate, Site)
{
    public override string WrittenName => DecoupledDecay ? "AdamW" : "Adam";

    public override bool DecaysWeights => WeightDecay > 0;

    public override EquatableArray<string> States => AmsGrad
        ? EquatableArray.Of("moment", "square", "largestSquare")
        : EquatableArray.Of("moment", "square");

    public override string Formula =>
        (WeightDecay <= 0 ? "" : DecoupledDecay ? $"θ ← θ·(1 − η·{Literal.Short(WeightDecay)}); " : $"g ← g + {Literal.Short(WeightDecay)}·θ; ")
        + $"m ← {Literal.Short(Beta1)}·m + {Literal.Short(1 - Beta1)}·g; v ← {Literal.Short(Beta2)}·v + {Literal.Short(1 - Beta2)}·g²; "
        + (AmsGrad ? "v̂ ← max(v̂, v); " : "")
        + $"θ ← θ − η/(1 − β₁ᵗ)·m/(√{(AmsGrad ? "v̂" : "v")}/√(1 − β₂ᵗ) + {Literal.Short(Epsilon)})";

    public override EquatableArray<StepNumber> StepNumbers
    {
        get
        {
            var numbers = new List<StepNumber>
            {
                new("beta1Power", "beta1Power", Beta1),
                new("beta2Power", "beta2Power", Beta2),
                new("rate", "learningRate / (1 - beta1Power)"),
                new("correction", "1 / global::System.Math.Sqrt(1 - beta2Power)"),
            };
            if (DecoupledDecay && WeightDecay > 0)
                numbers.Add(new StepNumber("keep", $"1 - learningRate * {Literal.Double(WeightDecay)}"));
            return numbers.ToEquatableArray();
        }
    }

    public override EquatableArray<string> Update
    {
        get
        {
            var lines = new List<string>();
            if (WeightDecay > 0)
                lines.Add(DecoupledDecay ? "p = p * V.Broadcast(keep);" : $"g = V.MultiplyAdd(V.Broadcast({Literal.Float(WeightDecay)}), p, g);");
            lines.Add($"moment = {FlushTiny}(V.MultiplyAdd(V.Broadcast({Literal.Float(Beta1)}), moment, V.Broadcast({Literal.Float(1 - Beta1)}) * g));");
            lines.Add($"V size = {SquarableSize}(g);");
            lines.Add($"square = V.MultiplyAdd(V.Broadcast({Literal.Float(Beta2)}), square, V.Broadcast({Literal.Float(1 - Beta2)}) * size * size);");
            if (AmsGrad)
                lines.Add("largestSquare = V.Choose(V.GreaterThan(square, largestSquare), square, largestSquare);");
            string square = AmsGrad ? "largestSquare" : "square";
            lines.Add($"V divisor = V.MultiplyAdd(V.Sqrt({square}), V.Broadcast(correction), V.Broadcast({Literal.Float(Epsilon)}));");
            lines.Add("p = p - V.Broadcast(rate) * moment / divisor;");
            return lines.ToEquatableArray();
        }
    }

    public static Adam Read(AttributeReader reader, bool decoupledDecay)
    {
        string subject = "[" + reader.WrittenName + "]";
        return new Adam(
            ReadLearningRate(reader, 1e-3),
            reader.GetHyperparameter("Beta1", 0.9, HyperparameterRange.BelowOne, subject),
            reader.GetHyperparameter("Beta2", 0.999, HyperparameterRange.BelowOne, subject),
            reader.GetHyperparameter("Epsilon", 1e-8, HyperparameterRange.Positive, subject),
            reader.GetHyperparameter("WeightDecay", decoupledDecay ? 0.01 : 0, HyperparameterRange.Coefficient, subject),
            reader.Get("AmsGrad", false),
            decoupledDecay,
            reader.Site);
    }
}
