using static CompiledNets.Generator.Tests.Reference.ActivationFormula;

namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>Gates i, f, g, o of x + h: c ← σ(f)·c + σ(i)·tanh(g), h ← σ(o)·tanh(c) (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
internal sealed record LstmLayer(string Name, DeclaredAttribute Attribute) : RecurrentLayer(Name, Attribute)
{
    protected override double[] Next(double[] ofInput, double[] ofState, double[] hidden, double[] cell)
    {
        double[] gates = [.. ofInput.Zip(ofState, (x, h) => x + h)], next = new double[Units];
        for (int unit = 0; unit < Units; unit++)
        {
            cell[unit] = (Sigmoid(gates[Units + unit]) * cell[unit]) + (Sigmoid(gates[unit]) * Math.Tanh(gates[(2 * Units) + unit]));
            next[unit] = Sigmoid(gates[(3 * Units) + unit]) * Math.Tanh(cell[unit]);
        }

        return next;
    }
}
