namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>The values as one axis.</summary>
internal sealed record FlattenLayer(string Name) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => [Batch.SizeOf(input)];

    public override Batch BeforeActivation(Batch batch, ForwardPass pass) => batch with { Shape = OutputShape(batch.Shape) };
}
