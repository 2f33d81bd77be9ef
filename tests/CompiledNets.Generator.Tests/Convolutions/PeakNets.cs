using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>
/// Convolutions with a max pool right behind them, which are trained from the peaks of its windows: channels apart and together; lines of the kernel of half a vector of 16 lanes, of whole ones and of
/// more than find registers; windows that overlap, lie apart or are alone.
/// </summary>
internal static class PeakNets
{
    /// <summary>Those whose convolutions in front of pools are all trained from peaks.</summary>
    public static IReadOnlyList<ReferenceNet> All { get; } =
    [
        Net("LeNet", "1, 20, 20, BatchSize = 5", "[Conv2D(8, 5, Activation.Tanh)] [MaxPool2D(2)] [Conv2D(16, 5, Activation.Sigmoid)] [MaxPool2D(2)]"),
        Net("OneFilter", "1, 9, 9, BatchSize = 3", "[Conv2D(1, 3)] [MaxPool2D(2)]"),
        Net("Channels", "3, 16, 15, BatchSize = 4", "[Conv2D(5, 7, Activation.Tanh)] [MaxPool2D(3, Stride = 2)] [Conv2D(9, 2)] [MaxPool2D(2)]"),
        Net("Apart", "2, 18, 19, BatchSize = 3", "[Conv2D(8, 5, Activation.Tanh)] [MaxPool2D(2, Stride = 4)]"),
        Net("Strides", "1, 31, 37, BatchSize = 3", "[Conv2D(7, 5, Activation.LeakyRelu, Stride = 2)] [MaxPool2D(2)] [Conv2D(6, 3, 2, Stride = 2)] [MaxPool2D(2)]"),
        Net("OneWindow", "2, 9, 9, BatchSize = 3", "[Conv2D(10, 5, Activation.Tanh)] [MaxPool2D(5)]"),
        Net("SmallImages", "1, 2, 4, BatchSize = 3", "[Conv2D(1, 1)] [MaxPool2D(2)]"),
        Net("OneOnly", "1, 8, 8, BatchSize = 1", "[Conv2D(8, 5)] [MaxPool2D(2)]"),
        Net("Tall", "1, 20, 8, BatchSize = 3", "[Conv2D(8, 5, 7, Activation.Tanh)] [MaxPool2D(2, Stride = 3)]"),
        Net("Wide", "1, 8, 20, BatchSize = 3", "[Conv2D(8, 7, 5, Activation.Tanh)] [MaxPool2D(2, Stride = 3)]"),
        Net("Padded", "1, 8, 8, BatchSize = 4", "[Conv2D(8, 5, Activation.Tanh, Padding = 2)] [MaxPool2D(2)] [Conv2D(16, 3, Activation.Tanh, Padding = 1)] [MaxPool2D(2)]"),
        Net("Signal", "2, 93, BatchSize = 3", "[Conv1D(9, 8, Activation.Tanh)] [MaxPool1D(4)] [Conv1D(17, 3)] [MaxPool1D(5)]"),
        Net("LongLine", "1, 150, BatchSize = 2", "[Conv1D(8, 125, Activation.Tanh)] [MaxPool1D(4)]"),
        Net("LongerLine", "1, 320, BatchSize = 2", "[Conv1D(3, 271)] [MaxPool1D(8)]"),
        Net("WholeLines", "12, 9, 9, BatchSize = 2", "[Conv2D(16, 2)] [Conv2D(9, 3, Activation.Tanh)] [MaxPool2D(2)]"),
        Net("ManyChannels", "2, 9, 9, BatchSize = 2", "[Conv2D(32, 1)] [Conv2D(8, 5, Activation.Tanh)] [MaxPool2D(2)]"),
        Net("OddChannels", "2, 9, 9, BatchSize = 2", "[Conv2D(34, 1)] [Conv2D(8, 5)] [MaxPool2D(2)]"),
        Net("MoreChannels", "2, 8, 8, BatchSize = 2", "[Conv2D(64, 1)] [Conv2D(3, 5)] [MaxPool2D(2)]"),
        Net("Penalised", "1, 9, 9, BatchSize = 3", "[Conv2D(5, 4, L1 = 0.01, L2 = 0.02)] [MaxPool2D(3)]"),
        Net("PenalisedLater", "1, 9, 9, BatchSize = 3", "[Conv2D(8, 2)] [Conv2D(18, 3, Activation.Tanh, L2 = 0.05)] [MaxPool2D(3)]"),
        Net("AddedBehind", "1, 10, 10, BatchSize = 3", "[Conv2D(8, 5, Activation.Tanh)] [MaxPool2D(2, Name = \"pool\")] [Conv2D(8, 3, Padding = 1)] [Add(\"pool\")]"),
        Net("Normalized", "1, 10, 10, BatchSize = 4", "[Conv2D(8, 5)] [MaxPool2D(2)] [BatchNorm] [Activate(Activation.Tanh)]"),
        Net("Tiles", "1, 14, 14, BatchSize = 3, Unroll = Unroll.Tiles", "[Conv2D(8, 3, Activation.Tanh)] [Conv2D(8, 5)] [MaxPool2D(2)]"),
        Net("Full", "1, 14, 14, BatchSize = 3, Unroll = Unroll.Full", "[Conv2D(8, 3, Activation.Tanh)] [Conv2D(8, 5)] [MaxPool2D(2)]"),
    ];

    /// <summary>Those that are not: what the pool drops of a window is too little, something else reads what the convolution gives, f′ is worked out from what it was given, or an image is shorter than a vector.</summary>
    public static IReadOnlyList<ReferenceNet> Others { get; } =
    [
        Net("ShortSignal", "2, 21, BatchSize = 3", "[Conv1D(8, 4, Activation.Tanh)] [MaxPool1D(2)]"),
        Net("AddedBetween", "1, 10, 10, BatchSize = 3", "[Conv2D(8, 5, Activation.Tanh, Name = \"from\")] [MaxPool2D(2)] [Conv2D(8, 4, Padding = 3)] [Add(\"from\")]"),
        Net("OfArguments", "1, 10, 10, BatchSize = 3", "[Conv2D(8, 5, Activation.Gelu)] [MaxPool2D(2)]"),
        Net("OfMeans", "1, 10, 10, BatchSize = 3", "[Conv2D(8, 5, Activation.Tanh)] [AveragePool2D(2)]"),
        Net("TinyImages", "1, 2, 2, BatchSize = 3", "[Conv2D(1, 1)] [MaxPool2D(2)]"),
        Net("TinySignals", "1, 4, BatchSize = 3", "[Conv1D(1, 1)] [MaxPool1D(4)]"),
        Net("LongWindows", "1, 44, 44, BatchSize = 2", "[Conv2D(8, 5, Activation.Tanh)] [MaxPool2D(20)]"),
    ];

    private static ReferenceNet Net(string name, string head, string layers) =>
        ReferenceNet.Parse(name, $"[CompiledNet({head})] {layers} [MeanSquaredError] [Sgd(LearningRate = 0.05)]");
}
