using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Pools;

/// <summary>
/// Between them: channels around 8, 16 and 17; windows side by side, overlapping and apart; dropped borders; windows in loops; single lines and pixels. A dense layer makes
/// each pool's image, so that its gradients show the pool's.
/// </summary>
internal static class PoolNets
{
    /// <summary>Values that the image is made of.</summary>
    public const int InputSize = 3;

    public const int BatchSize = 7;

    public static IReadOnlyList<ReferenceNet> All { get; } =
    [
        Net("Max", [8, 6, 6], "MaxPool2D(2)"),
        Net("MaxOfOneChannel", [1, 4, 6], "MaxPool2D(2)"),
        Net("MaxWithBorders", [7, 5, 7], "MaxPool2D(2)"),
        Net("MaxOverlapping", [9, 7, 9], "MaxPool2D(3, Stride = 2)"),
        Net("MaxOfEachPlace", [16, 4, 5], "MaxPool2D(2, Stride = 1)"),
        Net("MaxApart", [17, 6, 7], "MaxPool2D(2, Stride = 3)"),
        Net("MaxOfPixels", [24, 2, 3], "MaxPool2D(1)"),
        Net("MaxOfPixelsApart", [10, 3, 5], "MaxPool2D(1, Stride = 2)"),
        Net("MaxOfOnePixel", [5, 1, 1], "MaxPool2D(1)"),
        Net("MaxOfAll", [33, 3, 3], "MaxPool2D(3)"),
        Net("MaxByLines", [3, 15, 9], "MaxPool2D(8, Stride = 7)"),
        Net("MaxByLoops", [2, 37, 38], "MaxPool2D(35, Stride = 1)"),
        Net("MaxLast", [8, 4, 4], "MaxPool2D(2)", isLast: true),
        Net("MaxLastOverlapping", [16, 3, 3], "MaxPool2D(2, Stride = 1)", isLast: true),
        Net("MaxLastOfOne", [16, 2, 2], "MaxPool2D(2)", isLast: true),
        Net("MaxLine", [8, 10], "MaxPool1D(2)"),
        Net("MaxLineOverlapping", [19, 11], "MaxPool1D(3, Stride = 2)"),
        Net("MaxLineLong", [1, 211], "MaxPool1D(105, Stride = 53)"),
        Net("Average", [8, 6, 6], "AveragePool2D(2)"),
        Net("AverageWithBorders", [6, 8, 7], "AveragePool2D(3)"),
        Net("AverageOverlapping", [15, 5, 7], "AveragePool2D(3, Stride = 1)"),
        Net("AverageApart", [25, 6, 7], "AveragePool2D(2, Stride = 4)"),
        Net("AverageByLines", [4, 21, 24], "AveragePool2D(11, Stride = 10)"),
        Net("AverageByLoops", [1, 101, 102], "AveragePool2D(90, Stride = 11)"),
        Net("AverageLast", [9, 4, 4], "AveragePool2D(2)", isLast: true),
        Net("AverageLine", [16, 9], "AveragePool1D(3)"),
        Net("AverageLineApart", [3, 12], "AveragePool1D(2, Stride = 5)"),
        Net("Global", [8, 4, 4], "GlobalAveragePool2D"),
        Net("GlobalOfOnePixel", [20, 1, 1], "GlobalAveragePool2D"),
        Net("GlobalOdd", [10, 3, 5], "GlobalAveragePool2D"),
        Net("GlobalLarge", [17, 13, 13], "GlobalAveragePool2D"),
        Net("GlobalLast", [16, 3, 4], "GlobalAveragePool2D", isLast: true),
    ];

    private static ReferenceNet Net(string name, int[] shape, string pool, bool isLast = false)
    {
        string end = isLast ? "" : pool.StartsWith("Global", StringComparison.Ordinal) ? "[Dense(2)]" : "[Flatten] [Dense(2)]";
        return ReferenceNet.Parse(
            name,
            $"[CompiledNet({InputSize}, BatchSize = {BatchSize})] [Dense({Batch.SizeOf(shape)})] [Reshape({string.Join(", ", shape)})] [{pool}] {end} [MeanSquaredError] [Sgd(LearningRate = 0.1)]");
    }
}
