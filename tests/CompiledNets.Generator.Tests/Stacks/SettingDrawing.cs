namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>Draws settings that several kinds of layers have, each with a comma before it.</summary>
internal sealed class SettingDrawing(Random random)
{
    private static readonly Activation[] Activations = Enum.GetValues<Activation>();

    public Activation Activation() => Activations[random.Next(Activations.Length)];

    public string Stride() => random.Next(2) == 0 ? $", Stride = {random.Next(1, 4)}" : "";

    /// <summary>Initializer and penalties.</summary>
    public string OfWeights()
    {
        string initializer = random.Next(5) == 0 ? $", Initializer = Initializer.{Enum.GetValues<Initializer>()[random.Next(Enum.GetValues<Initializer>().Length)]}" : "";
        return initializer + Penalties();
    }

    public string OfNormalisation(string kind)
    {
        string epsilon = random.Next(3) == 0 ? ", Epsilon = 0.001" : "";
        string momentum = kind == "BatchNorm" && random.Next(3) == 0 ? ", Momentum = 0.3" : "";
        return epsilon + momentum + Penalties();
    }

    private string Penalties() => (random.Next(6) == 0 ? ", L1 = 0.01" : "") + (random.Next(6) == 0 ? ", L2 = 0.02" : "");
}
