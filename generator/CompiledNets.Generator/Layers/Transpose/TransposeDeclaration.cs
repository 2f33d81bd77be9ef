using CompiledNets.Generator.Analysis;
using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Transpose;

/// <summary>y[j, i] = x[i, j], [a, b] → [b, a]: a sequence as a signal, or the other way round.</summary>
internal sealed record TransposeDeclaration(string Name, Site Site) : LayerDeclaration(Name, Site)
{
    public override bool PassesValuesOn => true;

    public override LayerPlan? Plan(LayerContext context)
    {
        if (context.Input.Rank != 2)
        {
            context.Faults.Report(
                DiagnosticDescriptors.UnsupportedShape, Site, context.Net, Name, "two axes, [time, features] or [channels, length]", context.Giver, context.Input,
                "put [Reshape] with two sizes above it");
            return null;
        }

        RowLayout output = RowLayout.Plain(new Shape(context.Input.Sizes[1], context.Input.Sizes[0]));
        RowAxes axes = context.Axes switch
        {
            RowAxes.Sequence => RowAxes.Signal,
            RowAxes.Signal => RowAxes.Sequence,
            _ => RowAxes.Unsaid,
        };
        return new TransposePlan(
            Name, context.Layout, context.InputStride, output, context.AllocateRows(output.RowStride), context.AllocateRows(output.RowStride), axes);
    }
}
