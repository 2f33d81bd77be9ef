namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>MaxPool and AveragePool, in two directions and in one: the largest value of each window, or its mean.</summary>
internal sealed record PoolLayer(string Name, DeclaredAttribute Attribute) : ReferenceLayer(Name)
{
    /// <summary>Its window.</summary>
    public Window Window => Window.Create(
        Attribute.Name.EndsWith("2D", StringComparison.Ordinal), Attribute.Sizes, Attribute.Settings.ContainsKey("Stride") ? Attribute.Integer("Stride", 0) : null, 0);

    private bool TakesLargest => Attribute.Name.StartsWith("Max", StringComparison.Ordinal);

    public override int[] OutputShape(int[] input) => Window.OutputShape(input, input[0]);

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        int channels = batch.Shape[0], plane = batch.Size / channels;
        int[][] places = Window.Places(batch.Shape);
        return batch.Select(OutputShape(batch.Shape), row =>
        [
            .. from channel in Enumerable.Range(0, channels)
               from window in places
               select Pool([.. window.Select(place => row[(channel * plane) + place])], pass),
        ]);
    }

    private double Pool(double[] values, ForwardPass pass)
    {
        if (!TakesLargest)
            return values.Average();
        double largest = values.Max();
        foreach (double value in values)
            pass.NoteBend(largest - value);
        return largest;
    }
}
