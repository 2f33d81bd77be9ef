namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>Two axes exchanged.</summary>
internal sealed record TransposeLayer(string Name) : ReferenceLayer(Name)
{
    public override int[] OutputShape(int[] input) => [input[1], input[0]];

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        int rows = batch.Shape[0], columns = batch.Shape[1];
        return batch.Select(OutputShape(batch.Shape), row => [.. Enumerable.Range(0, columns).SelectMany(j => Enumerable.Range(0, rows).Select(i => row[(i * columns) + j]))]);
    }
}
