namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>h ← tanh(W·x + b + U·h + b′).</summary>
internal sealed record RnnLayer(string Name, DeclaredAttribute Attribute) : RecurrentLayer(Name, Attribute)
{
    protected override double[] Next(double[] ofInput, double[] ofState, double[] hidden, double[] cell) => [.. ofInput.Zip(ofState, (x, h) => Math.Tanh(x + h))];
}
