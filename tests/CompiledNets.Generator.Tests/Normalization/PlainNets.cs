namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Nets with layers that normalise or drop: widths around those of vectors and panels, sequences, images, and batches down to the smallest.</summary>
internal static class PlainNets
{
    public static IReadOnlyList<PlainNet> All { get; } = [.. LayerNorms(), .. Dropouts(), .. BatchNorms()];

    private static IEnumerable<PlainNet> LayerNorms()
    {
        foreach (int features in (int[])[2, 7, 8, 9, 15, 16, 17, 33])
        {
            yield return new PlainNet(
                $"LayerNorm{features}", "5", (features % 5) + 1, $"[Dense({features})] [LayerNorm] [Dense(3)]",
                (rows, p) => rows.Dense(p, "dense1").LayerNorm(p, "layerNorm1", features).Dense(p, "dense2"));
        }

        yield return new PlainNet("LayerNormFirst", "19", 3, "[LayerNorm] [Dense(2)]", (rows, p) => rows.LayerNorm(p, "layerNorm1", 19).Dense(p, "dense1"));
        yield return new PlainNet("LayerNormFirstOfWholePanels", "16", 3, "[LayerNorm] [Dense(2)]", (rows, p) => rows.LayerNorm(p, "layerNorm1", 16).Dense(p, "dense1"));
        yield return new PlainNet("LayerNormLast", "6", 4, "[Dense(11)] [LayerNorm(Name = \"norm\")]", (rows, p) => rows.Dense(p, "dense1").LayerNorm(p, "norm", 11));
        yield return new PlainNet(
            "LayerNormTwice", "6", 4, "[Dense(11)] [LayerNorm] [Activate(Activation.Sigmoid)] [LayerNorm(Epsilon = 0.1)] [Dense(2)]",
            (rows, p) => rows.Dense(p, "dense1").LayerNorm(p, "layerNorm1", 11).Map(x => 1 / (1 + Math.Exp(-x))).LayerNorm(p, "layerNorm2", 11, 0.1).Dense(p, "dense2"));
        foreach ((int time, int features) in ((int, int)[])[(3, 2), (4, 5), (2, 16), (3, 17), (1, 9), (7, 8)])
        {
            yield return new PlainNet(
                $"LayerNormOfSequence{time}x{features}", $"{time}, {features}", 3, "[LayerNorm] [Activate(Activation.Tanh)] [Flatten] [Dense(2)]",
                (rows, p) => rows.LayerNorm(p, "layerNorm1", features).Map(Math.Tanh).Dense(p, "dense1"));
            yield return new PlainNet(
                $"LayerNormOfReshaped{time}x{features}", "4", 3, $"[Dense({time * features})] [Reshape({time}, {features})] [LayerNorm] [Flatten] [Dense(2)]",
                (rows, p) => rows.Dense(p, "dense1").LayerNorm(p, "layerNorm1", features).Dense(p, "dense2"));
        }

        yield return new PlainNet(
            "LayerNormWithPenalties", "6", 4, "[Dense(18)] [LayerNorm(L1 = 0.02, L2 = 0.03)] [Dense(2)]",
            (rows, p) => rows.Dense(p, "dense1").LayerNorm(p, "layerNorm1", 18).Dense(p, "dense2"))
        {
            Penalty = p => (0.02 * p["layerNorm1.weight"].Sum(Math.Abs)) + (0.03 * p["layerNorm1.weight"].Sum(w => w * w)),
        };
    }

    private static IEnumerable<PlainNet> BatchNorms()
    {
        foreach (int features in (int[])[1, 2, 7, 8, 9, 15, 16, 17, 33])
        {
            yield return new PlainNet(
                $"BatchNorm{features}", "5", (features % 5) + 3, $"[Dense({features})] [BatchNorm] [Dense(3)]",
                (rows, p) => rows.Dense(p, "dense1").BatchNorm(p, "batchNorm1").Dense(p, "dense2"),
                (rows, p) => rows.Dense(p, "dense1").RunningBatchNorm(p, "batchNorm1").Dense(p, "dense2"));
        }

        foreach (string shape in (string[])["3, 4, 5", "1, 3, 3", "8, 2, 2", "9, 3, 3", "16, 1, 3", "17, 2, 1", "20, 3, 1", "2, 4, 4", "5, 1, 1", "3, 7", "24, 2", "1, 1, 2"])
        {
            string name = shape.Replace(", ", "x", StringComparison.Ordinal);
            yield return new PlainNet(
                $"BatchNormOf{name}", shape, 3, "[BatchNorm] [Flatten] [Dense(2)]",
                (rows, p) => rows.BatchNorm(p, "batchNorm1").Dense(p, "dense1"), (rows, p) => rows.RunningBatchNorm(p, "batchNorm1").Dense(p, "dense1"));
            int length = shape.Split(", ").Aggregate(1, (product, size) => product * int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
            yield return new PlainNet(
                $"BatchNormOfReshaped{name}", "4", 4, $"[Dense({length})] [Reshape({shape})] [BatchNorm(Epsilon = 0.01)] [Activate(Activation.Tanh)] [Flatten] [Dense(2)]",
                (rows, p) => rows.Dense(p, "dense1").BatchNorm(p, "batchNorm1", 0.01).Map(Math.Tanh).Dense(p, "dense2"),
                (rows, p) => rows.Dense(p, "dense1").RunningBatchNorm(p, "batchNorm1", 0.01).Map(Math.Tanh).Dense(p, "dense2"));
        }

        yield return new PlainNet(
            "BatchNormOfOneImage", "3, 4, 5", 1, "[BatchNorm] [Flatten] [Dense(2)]",
            (rows, p) => rows.BatchNorm(p, "batchNorm1").Dense(p, "dense1"), (rows, p) => rows.RunningBatchNorm(p, "batchNorm1").Dense(p, "dense1"));
        yield return new PlainNet(
            "BatchNormFirst", "19", 5, "[BatchNorm] [Dense(2)]",
            (rows, p) => rows.BatchNorm(p, "batchNorm1").Dense(p, "dense1"), (rows, p) => rows.RunningBatchNorm(p, "batchNorm1").Dense(p, "dense1"));
        yield return new PlainNet(
            "BatchNormFirstOfWholePanels", "16", 5, "[BatchNorm] [Dense(2)]",
            (rows, p) => rows.BatchNorm(p, "batchNorm1").Dense(p, "dense1"), (rows, p) => rows.RunningBatchNorm(p, "batchNorm1").Dense(p, "dense1"));
        yield return new PlainNet(
            "BatchNormLast", "6", 4, "[Dense(11)] [BatchNorm(Name = \"norm\")]",
            (rows, p) => rows.Dense(p, "dense1").BatchNorm(p, "norm"), (rows, p) => rows.Dense(p, "dense1").RunningBatchNorm(p, "norm"));
        yield return new PlainNet(
            "BatchNormTwice", "6", 7, "[Dense(11)] [BatchNorm] [Activate(Activation.Sigmoid)] [Dense(18)] [BatchNorm(L1 = 0.02, L2 = 0.03)] [Dense(2)]",
            (rows, p) => rows.Dense(p, "dense1").BatchNorm(p, "batchNorm1").Map(x => 1 / (1 + Math.Exp(-x))).Dense(p, "dense2").BatchNorm(p, "batchNorm2").Dense(p, "dense3"),
            (rows, p) => rows.Dense(p, "dense1").RunningBatchNorm(p, "batchNorm1").Map(x => 1 / (1 + Math.Exp(-x))).Dense(p, "dense2").RunningBatchNorm(p, "batchNorm2").Dense(p, "dense3"))
        {
            Penalty = p => (0.02 * p["batchNorm2.weight"].Sum(Math.Abs)) + (0.03 * p["batchNorm2.weight"].Sum(w => w * w)),
        };
        yield return new PlainNet(
            "BatchNormBehindBatchNorm", "6", 7, "[BatchNorm] [BatchNorm] [Dense(2)]",
            (rows, p) => rows.BatchNorm(p, "batchNorm1").BatchNorm(p, "batchNorm2").Dense(p, "dense1"),
            (rows, p) => rows.RunningBatchNorm(p, "batchNorm1").RunningBatchNorm(p, "batchNorm2").Dense(p, "dense1"));
        yield return new PlainNet(
            "AllOfThem", "6", 7, "[Dropout(0.2)] [Dense(21)] [BatchNorm] [Activate(Activation.Tanh)] [Dropout(0.3)] [Dense(9)] [LayerNorm] [Dropout(0.4)] [Dense(2)]",
            (rows, p) => rows.Dropout(0.2, PlainNet.Seed, 0, 0).Dense(p, "dense1").BatchNorm(p, "batchNorm1").Map(Math.Tanh).Dropout(0.3, PlainNet.Seed, 1, 0)
                .Dense(p, "dense2").LayerNorm(p, "layerNorm1", 9).Dropout(0.4, PlainNet.Seed, 2, 0).Dense(p, "dense3"),
            (rows, p) => rows.Dense(p, "dense1").RunningBatchNorm(p, "batchNorm1").Map(Math.Tanh).Dense(p, "dense2").LayerNorm(p, "layerNorm1", 9).Dense(p, "dense3"));
    }

    private static IEnumerable<PlainNet> Dropouts()
    {
        foreach (int features in (int[])[1, 7, 16, 17, 70])
        {
            yield return new PlainNet(
                $"Dropout{features}", "5", (features % 5) + 1, $"[Dense({features}, Activation.Tanh)] [Dropout(0.3)] [Dense(3)]",
                (rows, p) => rows.Dense(p, "dense1").Map(Math.Tanh).Dropout(0.3, PlainNet.Seed, 0, 0).Dense(p, "dense2"),
                (rows, p) => rows.Dense(p, "dense1").Map(Math.Tanh).Dense(p, "dense2"));
        }

        yield return new PlainNet(
            "DropoutOfInputs", "19", 5, "[Dropout(0.5)] [Dense(2)]",
            (rows, p) => rows.Dropout(0.5, PlainNet.Seed, 0, 0).Dense(p, "dense1"), (rows, p) => rows.Dense(p, "dense1"));
        yield return new PlainNet(
            "DropoutOfInputsOfWholePanels", "32", 5, "[Dropout(0.5)] [Dense(2)]",
            (rows, p) => rows.Dropout(0.5, PlainNet.Seed, 0, 0).Dense(p, "dense1"), (rows, p) => rows.Dense(p, "dense1"));
        yield return new PlainNet(
            "DropoutOfOutputs", "4", 3, "[Dense(5)] [Dropout(0.5)]",
            (rows, p) => rows.Dense(p, "dense1").Dropout(0.5, PlainNet.Seed, 0, 0), (rows, p) => rows.Dense(p, "dense1"));
        yield return new PlainNet(
            "DropoutOfOutputsOfWholePanels", "4", 3, "[Dense(16)] [Dropout(0.5)]",
            (rows, p) => rows.Dense(p, "dense1").Dropout(0.5, PlainNet.Seed, 0, 0), (rows, p) => rows.Dense(p, "dense1"));
        yield return new PlainNet(
            "DropoutTwice", "6", 9, "[Dense(20)] [Dropout(0.5)] [Activate(Activation.Sigmoid)] [Dropout(0.1)] [Dense(2)]",
            (rows, p) => rows.Dense(p, "dense1").Dropout(0.5, PlainNet.Seed, 0, 0).Map(x => 1 / (1 + Math.Exp(-x))).Dropout(0.1, PlainNet.Seed, 1, 0).Dense(p, "dense2"),
            (rows, p) => rows.Dense(p, "dense1").Map(x => 1 / (1 + Math.Exp(-x))).Dense(p, "dense2"));
        yield return new PlainNet(
            "DropoutOfNothing", "6", 9, "[Dense(20)] [Dropout(0)] [Dense(2)]", (rows, p) => rows.Dense(p, "dense1").Dense(p, "dense2"));
        yield return new PlainNet(
            "DropoutOfImage", "2, 4, 4", 2, "[Dropout(0.25)] [Flatten] [Dense(2)]",
            (rows, p) => rows.Dropout(0.25, PlainNet.Seed, 0, 0).Dense(p, "dense1"), (rows, p) => rows.Dense(p, "dense1"));
    }
}
