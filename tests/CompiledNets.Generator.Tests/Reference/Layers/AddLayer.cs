namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>x plus the output of the layer that is named.</summary>
internal sealed record AddLayer(string Name, DeclaredAttribute Attribute) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => input;

    public override Batch BeforeActivation(Batch batch, ForwardPass pass) =>
        batch with { Rows = [.. batch.Rows.Zip(pass.Outputs[Attribute.Arguments[0]].Rows, (row, other) => row.Zip(other, (x, y) => x + y).ToArray())] };
}
