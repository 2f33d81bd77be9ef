using static CompiledNets.Generator.Tests.Reference.ActivationFormula;

namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>Gates r, z, n: r and z are σ(x + h), n = tanh(x + r·h), each of its own sums of input and state; h ← (1 − z)·n + z·h (Cho et al. 2014, with PyTorch's two biases).</summary>
internal sealed record GruLayer(string Name, DeclaredAttribute Attribute) : RecurrentLayer(Name, Attribute)
{
    protected override double[] Next(double[] ofInput, double[] ofState, double[] hidden, double[] cell) => [.. hidden.Select((h, unit) =>
    {
        int r = unit, z = Units + unit, n = (2 * Units) + unit;
        double reset = Sigmoid(ofInput[r] + ofState[r]), update = Sigmoid(ofInput[z] + ofState[z]), candidate = Math.Tanh(ofInput[n] + (reset * ofState[n]));
        return ((1 - update) * candidate) + (update * h);
    })];
}
