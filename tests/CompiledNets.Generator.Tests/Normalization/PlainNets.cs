namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Nets with layers that normalise or drop: widths around those of vectors and panels, sequences, images, and batches down to the smallest.</summary>
internal static class PlainNets
{
    public static IReadOnlyList<PlainNet> All { get; } = [.. LayerNorms(), .. Dropouts()];

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
