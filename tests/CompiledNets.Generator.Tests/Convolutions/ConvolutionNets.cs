namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>The nets whose convolutions are checked: sizes around those of vectors and tiles, and nets drawn at random.</summary>
internal static class ConvolutionNets
{
    private const int RandomCount = 40;

    // Smooth ones: a central difference across a kink is wrong.
    private static readonly Activation[] Activations =
        [Activation.Linear, Activation.Tanh, Activation.Silu, Activation.Softplus, Activation.Sigmoid, Activation.Elu, Activation.Mish, Activation.Gelu];

    public static IReadOnlyList<ConvolutionNet> All { get; } = [.. Chosen(), .. Random()];

    private static IEnumerable<ConvolutionNet> Chosen()
    {
        foreach (int filters in (int[])[1, 7, 8, 9, 16, 17, 24, 32, 33, 40, 48])
            yield return new($"Filters{filters}", 2, 5, 6, 3, [new(filters, 3, 3, Activation: Activation.Tanh), new(filters, 2, 2), new(2, 1, 1)]);
        yield return new("LeNet", 1, 20, 20, 3, [new(8, 5, 5, Activation: Activation.Tanh), new(8, 2, 2, Stride: 2), new(16, 5, 5)]);
        yield return new("Padded", 3, 4, 5, 4, [new(5, 3, 3, Padding: 1, Activation: Activation.Silu), new(9, 3, 3, Padding: 2), new(4, 2, 2, Padding: 1, Stride: 2)]);
        yield return new("Strides", 2, 11, 13, 2, [new(8, 3, 3, Stride: 2, Activation: Activation.Tanh), new(12, 3, 2, Stride: 3), new(3, 1, 1)]);
        yield return new("Points", 6, 3, 3, 5, [new(16, 1, 1, Activation: Activation.Mish), new(8, 1, 1), new(20, 3, 3)]);
        yield return new("Flat", 4, 1, 9, 3, [new(8, 1, 3, Activation: Activation.Tanh), new(8, 1, 7)]);
        yield return new("Tall", 2, 9, 1, 3, [new(8, 3, 1, Activation: Activation.Tanh), new(8, 7, 1)]);
        yield return new("LongKernel", 2, 1, 70, 2, [new(8, 1, 29, Activation: Activation.Tanh), new(5, 1, 23, Stride: 2)], IsSignal: true);
        yield return new("Signal", 3, 1, 40, 4, [new(16, 1, 5, Padding: 2, Activation: Activation.Tanh), new(9, 1, 4, Stride: 3), new(2, 1, 2)], IsSignal: true);
        yield return new("LongSignal", 1, 1, 100, 2, [new(8, 1, 3, Activation: Activation.Tanh), new(8, 1, 3, Stride: 2), new(24, 1, 2, Stride: 2)], IsSignal: true);
        yield return new("ManyChannels", 35, 4, 4, 2, [new(34, 3, 3, Activation: Activation.Tanh), new(3, 2, 2)]);
        yield return new("AfterDense", 1, 6, 7, 3, [new(8, 3, 3, Padding: 1, Activation: Activation.Tanh), new(2, 3, 3)], FollowsDense: true);
        yield return new("AfterDenseByChannels", 3, 4, 4, 3, [new(4, 2, 2, Activation: Activation.Tanh)], FollowsDense: true);
        yield return new("Penalised", 2, 5, 5, 3, [new(9, 3, 3, L1: 0.01, L2: 0.02), new(3, 2, 2, L2: 0.05)]);
        yield return new("OneRow", 2, 6, 6, 1, [new(8, 3, 3, Activation: Activation.Tanh), new(8, 2, 2)]);
        yield return new("Tiles", 8, 6, 9, 3, [new(16, 3, 3, Activation: Activation.Tanh), new(8, 2, 2)], Unroll: Unroll.Tiles);
        yield return new("Full", 8, 6, 9, 3, [new(16, 3, 3, Activation: Activation.Tanh), new(8, 2, 2)], Unroll: Unroll.Full);
    }

    private static IEnumerable<ConvolutionNet> Random()
    {
        var random = new Random(5);
        for (int i = 0; i < RandomCount; i++)
        {
            bool isSignal = random.Next(4) == 0;
            int height = isSignal ? 1 : random.Next(1, 12), width = random.Next(1, isSignal ? 60 : 14);
            int[] sizes = [random.Next(1, 20), height, width];
            var layers = new List<ReferenceConvolution>();
            int count = random.Next(1, 4);
            for (int layer = 0; layer < count; layer++)
            {
                int padding = random.Next(3) == 0 ? random.Next(1, 3) : 0, stride = random.Next(3) == 0 ? random.Next(2, 4) : 1;
                int kernelHeight = isSignal ? 1 : random.Next(1, Math.Min(5, height + (2 * padding)) + 1), kernelWidth = random.Next(1, Math.Min(9, width + (2 * padding)) + 1);
                layers.Add(new(random.Next(1, 28), kernelHeight, kernelWidth, stride, padding, Activations[random.Next(Activations.Length)]));
                height = isSignal ? 1 : ((height + (2 * padding) - kernelHeight) / stride) + 1;
                width = ((width + (2 * padding) - kernelWidth) / stride) + 1;
            }

            yield return new($"Random{i}", sizes[0], sizes[1], sizes[2], random.Next(1, 5), [.. layers], isSignal, random.Next(5) == 0);
        }
    }
}
