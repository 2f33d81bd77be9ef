using System.Globalization;
using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Nets with layers that normalise or drop: widths around those of vectors and panels, sequences, images, and batches down to the smallest.</summary>
internal static class NormalizationNets
{
    public static IReadOnlyList<ReferenceNet> All { get; } = [.. LayerNorms(), .. Dropouts(), .. BatchNorms()];

    private static IEnumerable<ReferenceNet> LayerNorms()
    {
        foreach (int features in (int[])[2, 7, 8, 9, 15, 16, 17, 33])
            yield return Net($"LayerNorm{features}", "5", (features % 5) + 1, $"[Dense({features})] [LayerNorm] [Dense(3)]");
        yield return Net("LayerNormFirst", "19", 3, "[LayerNorm] [Dense(2)]");
        yield return Net("LayerNormFirstOfWholePanels", "16", 3, "[LayerNorm] [Dense(2)]");
        yield return Net("LayerNormLast", "6", 4, "[Dense(11)] [LayerNorm(Name = \"norm\")]");
        yield return Net("LayerNormTwice", "6", 4, "[Dense(11)] [LayerNorm] [Activate(Activation.Sigmoid)] [LayerNorm(Epsilon = 0.1)] [Dense(2)]");
        foreach ((int time, int features) in ((int, int)[])[(3, 2), (4, 5), (2, 16), (3, 17), (1, 9), (7, 8)])
        {
            yield return Net($"LayerNormOfSequence{time}x{features}", $"{time}, {features}", 3, "[LayerNorm] [Activate(Activation.Tanh)] [Flatten] [Dense(2)]");
            yield return Net($"LayerNormOfReshaped{time}x{features}", "4", 3, $"[Dense({time * features})] [Reshape({time}, {features})] [LayerNorm] [Flatten] [Dense(2)]");
        }

        yield return Net("LayerNormWithPenalties", "6", 4, "[Dense(18)] [LayerNorm(L1 = 0.02, L2 = 0.03)] [Dense(2)]");
    }

    private static IEnumerable<ReferenceNet> BatchNorms()
    {
        foreach (int features in (int[])[1, 2, 7, 8, 9, 15, 16, 17, 33])
            yield return Net($"BatchNorm{features}", "5", (features % 5) + 3, $"[Dense({features})] [BatchNorm] [Dense(3)]");
        foreach (string shape in (string[])["3, 4, 5", "1, 3, 3", "8, 2, 2", "9, 3, 3", "16, 1, 3", "17, 2, 1", "20, 3, 1", "2, 4, 4", "5, 1, 1", "3, 7", "24, 2", "1, 1, 2"])
        {
            string name = shape.Replace(", ", "x", StringComparison.Ordinal);
            int length = shape.Split(", ").Aggregate(1, (product, size) => product * int.Parse(size, CultureInfo.InvariantCulture));
            yield return Net($"BatchNormOf{name}", shape, 3, "[BatchNorm] [Flatten] [Dense(2)]");
            yield return Net(
                $"BatchNormOfReshaped{name}", "4", 4, $"[Dense({length})] [Reshape({shape})] [BatchNorm(Epsilon = 0.01)] [Activate(Activation.Tanh)] [Flatten] [Dense(2)]");
        }

        yield return Net("BatchNormOfOneImage", "3, 4, 5", 1, "[BatchNorm] [Flatten] [Dense(2)]");
        yield return Net("BatchNormFirst", "19", 5, "[BatchNorm] [Dense(2)]");
        yield return Net("BatchNormFirstOfWholePanels", "16", 5, "[BatchNorm] [Dense(2)]");
        yield return Net("BatchNormLast", "6", 4, "[Dense(11)] [BatchNorm(Name = \"norm\")]");
        yield return Net("BatchNormTwice", "6", 7, "[Dense(11)] [BatchNorm] [Activate(Activation.Sigmoid)] [Dense(18)] [BatchNorm(L1 = 0.02, L2 = 0.03)] [Dense(2)]");
        yield return Net("BatchNormBehindBatchNorm", "6", 7, "[BatchNorm] [BatchNorm] [Dense(2)]");
        yield return Net("AllOfThem", "6", 7, "[Dropout(0.2)] [Dense(21)] [BatchNorm] [Activate(Activation.Tanh)] [Dropout(0.3)] [Dense(9)] [LayerNorm] [Dropout(0.4)] [Dense(2)]");
    }

    private static IEnumerable<ReferenceNet> Dropouts()
    {
        foreach (int features in (int[])[1, 7, 16, 17, 70])
            yield return Net($"Dropout{features}", "5", (features % 5) + 1, $"[Dense({features}, Activation.Tanh)] [Dropout(0.3)] [Dense(3)]");
        yield return Net("DropoutOfInputs", "19", 5, "[Dropout(0.5)] [Dense(2)]");
        yield return Net("DropoutOfInputsOfWholePanels", "32", 5, "[Dropout(0.5)] [Dense(2)]");
        yield return Net("DropoutOfOutputs", "4", 3, "[Dense(5)] [Dropout(0.5)]");
        yield return Net("DropoutOfOutputsOfWholePanels", "4", 3, "[Dense(16)] [Dropout(0.5)]");
        yield return Net("DropoutTwice", "6", 9, "[Dense(20)] [Dropout(0.5)] [Activate(Activation.Sigmoid)] [Dropout(0.1)] [Dense(2)]");
        yield return Net("DropoutOfNothing", "6", 9, "[Dense(20)] [Dropout(0)] [Dense(2)]");
        yield return Net("DropoutOfImage", "2, 4, 4", 2, "[Dropout(0.25)] [Flatten] [Dense(2)]");
    }

    private static ReferenceNet Net(string name, string shape, int batchSize, string layers) =>
        ReferenceNet.Parse(name, $"[CompiledNet({shape}, BatchSize = {batchSize})] {layers} [MeanSquaredError] [Sgd(LearningRate = 0.05, Momentum = 0.9)]");
}
