namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>The mean of each plane.</summary>
internal sealed record GlobalAveragePoolLayer(string Name) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => [input[0]];

    public override Batch BeforeActivation(Batch batch, ForwardPass pass) =>
        batch.Select(OutputShape(batch.Shape), row => [.. row.Chunk(row.Length / batch.Shape[0]).Select(plane => plane.Average())]);
}
