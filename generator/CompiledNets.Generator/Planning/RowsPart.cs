using CompiledNets.Generator.Layers;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// A part of a step's passes over the rows, for which a row needs no other row. Most nets have one: forward, loss and backward. A layer that couples rows
/// ends a part and begins the next one, in both directions.
/// </summary>
/// <param name="Name">What its method is called in generated code.</param>
/// <param name="Forward">The layers whose forward pass is in it.</param>
/// <param name="HasLoss">Whether the loss comes behind them.</param>
/// <param name="Backward">The layers whose backward pass is in it, from the last one to the first.</param>
/// <param name="IsEmpty">Whether there is nothing to do in it.</param>
/// <param name="Meeting">What all rows meet for at its end; null for the last part.</param>
internal sealed record RowsPart(string Name, LayerRange Forward, bool HasLoss, LayerRange Backward, bool IsEmpty, RowsMeeting? Meeting)
{
    /// <summary>The parts in their order.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="copiesInput">Whether the first part has the input to copy.</param>
    public static IEnumerable<RowsPart> Of(IReadOnlyList<LayerPlan> layers, bool copiesInput)
    {
        int[] couplings = [.. Enumerable.Range(0, layers.Count).Where(layer => layers[layer] is ICouplesRows)];
        int start = 0;
        foreach (int layer in couplings)
        {
            string name = layers[layer].CapitalizedName;
            bool isEmpty = start == layer && !((ICouplesRows)layers[layer]).GathersRows && !(start == 0 && copiesInput);
            yield return new RowsPart(
                "RowsUpTo" + name, new LayerRange(start, layer), HasLoss: false, LayerRange.None, isEmpty, new RowsMeeting("Couple" + name, layer, IsBackward: false));
            start = layer;
        }

        var part = new RowsPart("Rows", new LayerRange(start, layers.Count), HasLoss: true, new LayerRange(0, layers.Count), IsEmpty: false, Meeting: null);
        foreach (int layer in Enumerable.Reverse(couplings))
        {
            string name = layers[layer].CapitalizedName;
            yield return part with { Backward = new LayerRange(layer + 1, part.Backward.End), Meeting = new RowsMeeting($"Couple{name}Backward", layer, IsBackward: true) };
            bool isEmpty = !layers.Take(layer).Any(earlier => earlier.HasGradients); // so nobody reads a gradient by what comes in
            part = new RowsPart("RowsBackFrom" + name, LayerRange.None, HasLoss: false, new LayerRange(0, layer + 1), isEmpty, Meeting: null);
        }

        yield return part;
    }
}

/// <summary>The layers from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct LayerRange(int Start, int End)
{
    public static LayerRange None => default;
}

/// <summary>Where all rows meet between two parts.</summary>
/// <param name="Name">What its method is called in generated code.</param>
/// <param name="Layer">The layer that couples them.</param>
/// <param name="IsBackward">Whether it is on the way back.</param>
internal sealed record RowsMeeting(string Name, int Layer, bool IsBackward);
