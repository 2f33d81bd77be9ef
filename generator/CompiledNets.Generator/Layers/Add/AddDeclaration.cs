using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Add;

/// <summary>y = x + the output of the layer <paramref name="Other"/>; the shape stays.</summary>
internal sealed record AddDeclaration(string Name, Site Site, string Other) : LayerDeclaration(Name, Site)
{
    /// <summary>How the other layer's output lies: then the two are added as they lie, and only what comes in is ever put into another order.</summary>
    public override RowLayout Wanted(RowLayout layout, IReadOnlyList<LayerPlan> earlier) =>
        earlier.FirstOrDefault(plan => plan.Name == Other) is { } other && other.OutputShape == layout.Shape ? other.OutputLayout : layout;

    public override LayerPlan? Plan(LayerContext context)
    {
        int place = PlaceOf(context);
        if (place < 0)
            return null;
        LayerPlan other = context.Earlier[place];
        if (other.OutputShape != context.Input)
        {
            context.Faults.Report(
                DiagnosticDescriptors.AddedShapesDiffer, Site.At("layer"), context.Net, Name, Other, other.OutputShape, context.Giver, context.Input);
            return null;
        }

        return new AddPlan(
            Name,
            $"Add, {Other}",
            context.Layout,
            context.InputStride,
            context.Layout,
            Output: context.AllocateRows(context.Layout.RowStride),
            Delta: context.AllocateRows(context.Layout.RowStride),
            place,
            other.Path);
    }

    /// <summary>The place of the other layer in the plan, or −1 after reporting that there is none before this one.</summary>
    private int PlaceOf(LayerContext context)
    {
        // Only layers that were declared: those that the planner puts in have names too.
        List<string> before = [.. context.Declared.TakeWhile(layer => layer != this).Select(layer => layer.Name)];
        if (before.Contains(Other))
            return Enumerable.Range(0, context.Earlier.Count).First(place => context.Earlier[place].Name == Other);
        string fault = Other == Name ? "which is itself" : context.Declared.Any(layer => layer.Name == Other) ? "which comes later" : "and there is no layer of that name";
        string wayOut = before.Count == 0
            ? "there is no layer before it, so move it behind the one whose output it is to add"
            : $"the layers before it are {string.Join(", ", before)}";
        context.Faults.Report(DiagnosticDescriptors.NoLayerToAdd, Site.At("layer"), context.Net, Name, Other, fault, wayOut);
        return -1;
    }
}
