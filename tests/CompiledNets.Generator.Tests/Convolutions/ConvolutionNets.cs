using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>The nets whose convolutions are checked: sizes around those of vectors and tiles, and nets drawn at random.</summary>
internal static class ConvolutionNets
{
    private const int RandomCount = 40;

    private static readonly string[] Activations = ["Linear", "Tanh", "Silu", "Softplus", "Sigmoid", "Elu", "Mish", "Gelu"];

    public static IReadOnlyList<ReferenceNet> All { get; } = [.. Chosen(), .. Random()];

    private static IEnumerable<ReferenceNet> Chosen()
    {
        foreach (int filters in (int[])[1, 7, 8, 9, 16, 17, 24, 32, 33, 40, 48])
            yield return Net($"Filters{filters}", "2, 5, 6, BatchSize = 3", $"[Conv2D({filters}, 3, Activation.Tanh)] [Conv2D({filters}, 2)] [Conv2D(2, 1)]");
        yield return Net("LeNet", "1, 20, 20, BatchSize = 3", "[Conv2D(8, 5, Activation.Tanh)] [Conv2D(8, 2, Stride = 2)] [Conv2D(16, 5)]");
        yield return Net("Padded", "3, 4, 5, BatchSize = 4", "[Conv2D(5, 3, Activation.Silu, Padding = 1)] [Conv2D(9, 3, Padding = 2)] [Conv2D(4, 2, Padding = 1, Stride = 2)]");
        yield return Net("Strides", "2, 11, 13, BatchSize = 2", "[Conv2D(8, 3, Activation.Tanh, Stride = 2)] [Conv2D(12, 3, 2, Stride = 3)] [Conv2D(3, 1)]");
        yield return Net("Points", "6, 3, 3, BatchSize = 5", "[Conv2D(16, 1, Activation.Mish)] [Conv2D(8, 1)] [Conv2D(20, 3)]");
        yield return Net("Flat", "4, 1, 9, BatchSize = 3", "[Conv2D(8, 1, 3, Activation.Tanh)] [Conv2D(8, 1, 7)]");
        yield return Net("Tall", "2, 9, 1, BatchSize = 3", "[Conv2D(8, 3, 1, Activation.Tanh)] [Conv2D(8, 7, 1)]");
        yield return Net("LongKernel", "2, 70, BatchSize = 2", "[Conv1D(8, 29, Activation.Tanh)] [Conv1D(5, 23, Stride = 2)]");
        yield return Net("Signal", "3, 40, BatchSize = 4", "[Conv1D(16, 5, Activation.Tanh, Padding = 2)] [Conv1D(9, 4, Stride = 3)] [Conv1D(2, 2)]");
        yield return Net("LongSignal", "1, 100, BatchSize = 2", "[Conv1D(8, 3, Activation.Tanh)] [Conv1D(8, 3, Stride = 2)] [Conv1D(24, 2, Stride = 2)]");
        yield return Net("ManyChannels", "35, 4, 4, BatchSize = 2", "[Conv2D(34, 3, Activation.Tanh)] [Conv2D(3, 2)]");
        yield return Net("AfterDense", "3, BatchSize = 3", "[Dense(42)] [Reshape(1, 6, 7)] [Conv2D(8, 3, Activation.Tanh, Padding = 1)] [Conv2D(2, 3)]");
        yield return Net("AfterDenseByChannels", "3, BatchSize = 3", "[Dense(48)] [Reshape(3, 4, 4)] [Conv2D(4, 2, Activation.Tanh)]");
        yield return Net("Penalised", "2, 5, 5, BatchSize = 3", "[Conv2D(9, 3, L1 = 0.01, L2 = 0.02)] [Conv2D(3, 2, L2 = 0.05)]");
        yield return Net("OneRow", "2, 6, 6, BatchSize = 1", "[Conv2D(8, 3, Activation.Tanh)] [Conv2D(8, 2)]");
        foreach (Unroll unroll in (Unroll[])[Unroll.Tiles, Unroll.Full])
            yield return Net($"{unroll}", $"8, 6, 9, BatchSize = 3, Unroll = Unroll.{unroll}", "[Conv2D(16, 3, Activation.Tanh)] [Conv2D(8, 2)]");
    }

    private static IEnumerable<ReferenceNet> Random()
    {
        var random = new Random(5);
        for (int i = 0; i < RandomCount; i++)
        {
            bool isSignal = random.Next(4) == 0;
            int height = isSignal ? 1 : random.Next(1, 12), width = random.Next(1, isSignal ? 60 : 14), channels = random.Next(1, 20);
            string shape = isSignal ? $"{channels}, {width}" : $"{channels}, {height}, {width}", layers = "";
            int values = channels * height * width, count = random.Next(1, 4);
            for (int layer = 0; layer < count; layer++)
            {
                int padding = random.Next(3) == 0 ? random.Next(1, 3) : 0, stride = random.Next(3) == 0 ? random.Next(2, 4) : 1;
                int kernelHeight = isSignal ? 1 : random.Next(1, Math.Min(5, height + (2 * padding)) + 1), kernelWidth = random.Next(1, Math.Min(9, width + (2 * padding)) + 1);
                string convolution = isSignal ? $"Conv1D({random.Next(1, 28)}, {kernelWidth}" : $"Conv2D({random.Next(1, 28)}, {kernelHeight}, {kernelWidth}";
                layers += $"[{convolution}, Activation.{Activations[random.Next(Activations.Length)]}, Stride = {stride}, Padding = {padding})] ";
                height = isSignal ? 1 : ((height + (2 * padding) - kernelHeight) / stride) + 1;
                width = ((width + (2 * padding) - kernelWidth) / stride) + 1;
            }

            int batchSize = random.Next(1, 5);
            yield return random.Next(5) == 0
                ? Net($"Random{i}", $"3, BatchSize = {batchSize}", $"[Dense({values})] [Reshape({shape})] {layers}")
                : Net($"Random{i}", $"{shape}, BatchSize = {batchSize}", layers);
        }
    }

    private static ReferenceNet Net(string name, string head, string layers) =>
        ReferenceNet.Parse(name, $"[CompiledNet({head})] {layers} [MeanSquaredError] [Sgd(LearningRate = 0.05)]");
}
