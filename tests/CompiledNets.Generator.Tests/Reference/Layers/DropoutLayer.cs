using System.Globalization;

namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>In training x·m with m = 0 or 1/(1 − rate), else x.</summary>
internal sealed record DropoutLayer(string Name, DeclaredAttribute Attribute) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => input;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        if (!pass.IsTraining)
            return batch;
        double rate = double.Parse(Attribute.Arguments[0], CultureInfo.InvariantCulture);
        int layer = pass.NextDropout();
        return batch with
        {
            Rows = [.. batch.Rows.Select((values, row) => values.Select((value, i) => value * pass.Masks.Factor(layer, rate, batch.Shape, row, i)).ToArray())],
        };
    }
}
