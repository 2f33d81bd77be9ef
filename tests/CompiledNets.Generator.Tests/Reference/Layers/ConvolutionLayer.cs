namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>Conv2D and Conv1D: y[o, p] = f(b[o] + Σ over channels c and places k of the window at p of w[o, c, k]·x[c, p, k]).</summary>
internal sealed record ConvolutionLayer(string Name, DeclaredAttribute Attribute) : WeightedLayer(Name, Attribute)
{
    private int Filters => Attribute.Sizes[0];

    private Window Window => Window.Create(Attribute.Name == "Conv2D", Attribute.Sizes.AsSpan(1), Attribute.Integer("Stride", 1), Attribute.Integer("Padding", 0));

    public override int[] OutputShape(int[] input) => Window.OutputShape(input, Filters);

    public override Batch BeforeActivation(Batch batch, ForwardPass pass)
    {
        double[] weight = pass.Tensor(Name, "weight"), bias = pass.Tensor(Name, "bias");
        int channels = batch.Shape[0], plane = batch.Size / channels;
        int[][] places = Window.Places(batch.Shape);
        return batch.Select(OutputShape(batch.Shape), row =>
        {
            double[] result = new double[Filters * places.Length];
            for (int output = 0; output < places.Length; output++)
            {
                double[] sums = Multiply(weight, bias, Seen(row, channels, plane, places[output]));
                for (int filter = 0; filter < sums.Length; filter++)
                    result[(filter * places.Length) + output] = sums[filter];
            }

            return result;
        });
    }

    /// <summary>What the window sees of all channels.</summary>
    private static double[] Seen(double[] row, int channels, int plane, int[] places)
    {
        double[] seen = new double[channels * places.Length];
        for (int channel = 0; channel < channels; channel++)
        {
            for (int k = 0; k < places.Length; k++)
                seen[(channel * places.Length) + k] = places[k] < 0 ? 0 : row[(channel * plane) + places[k]];
        }

        return seen;
    }
}
