using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>A net of convolutions with the mean squared error, and the same in double.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Height">Its height; 1 for a signal.</param>
/// <param name="Width">Its width, or length.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Layers">The convolutions.</param>
/// <param name="IsSignal">Whether the net declares Conv1D, else Conv2D.</param>
/// <param name="FollowsDense">Whether a dense layer of as many units stands before, so that the first convolution has an input gradient.</param>
/// <param name="Unroll">How far kernels are written out.</param>
internal sealed record ConvolutionNet(
    string Name, int Channels, int Height, int Width, int BatchSize, ReferenceConvolution[] Layers, bool IsSignal = false, bool FollowsDense = false, Unroll Unroll = Unroll.Auto)
{
    private const int DenseInputs = 3;

    public int InputSize => FollowsDense ? DenseInputs : Channels * Height * Width;

    public string Source
    {
        get
        {
            string shape = IsSignal ? $"{Channels}, {Width}" : $"{Channels}, {Height}, {Width}";
            string start = FollowsDense
                ? $"[CompiledNet({DenseInputs}, BatchSize = {BatchSize}, Unroll = Unroll.{Unroll})]\n[Dense({Channels * Height * Width})]\n[Reshape({shape})]"
                : $"[CompiledNet({shape}, BatchSize = {BatchSize}, Unroll = Unroll.{Unroll})]";
            return $"{start}\n{string.Join('\n', Layers.Select(layer => layer.Source(IsSignal)))}\n[MeanSquaredError] [Sgd(LearningRate = 0.05)]\npublic partial class {Name};\n";
        }
    }

    public double[] Predict(Tensors parameters, double[] row)
    {
        if (FollowsDense)
            row = [.. Enumerable.Range(0, Channels * Height * Width).Select(unit => parameters["dense1.bias"][unit] + Enumerable.Range(0, DenseInputs).Sum(i => parameters["dense1.weight"][(unit * DenseInputs) + i] * row[i]))];
        var image = new Image(Channels, Height, Width, row);
        for (int i = 0; i < Layers.Length; i++)
            image = Layers[i].Apply(image, parameters[$"conv{i + 1}.weight"], parameters[$"conv{i + 1}.bias"], IsSignal);
        return image.Values;
    }

    public double ComputeLoss(Tensors parameters, double[][] inputs, double[][] targets)
    {
        double loss = inputs.Zip(targets, (row, target) => Predict(parameters, row).Zip(target, (y, t) => (y - t) * (y - t)).Average()).Average();
        return loss + Layers.Select((layer, i) => layer.Penalty(parameters[$"conv{i + 1}.weight"])).Sum();
    }
}
