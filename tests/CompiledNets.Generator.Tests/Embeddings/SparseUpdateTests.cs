using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Embeddings;

/// <summary>A step updates the rows of the table that its batch used, by the optimizer's formula, and leaves the others as they were.</summary>
public sealed class SparseUpdateTests
{
    private const int Vocabulary = 30, Width = 5, StepCount = 6;

    /// <summary>What a gradient is multiplied by, or kept within.</summary>
    private static readonly (string Name, string Attribute, Func<double, double, double> Clip)[] Clips =
    [
        ("", "", (g, _) => g),
        ("ClippedByNorm", "[ClipGradients(Norm = 0.1)]", (g, norm) => g * Math.Min(1, 0.1 / (norm + 1e-6))),
        ("ClippedByValue", "[ClipGradients(Value = 0.01)]", (g, _) => Math.Clamp(g, -0.01, 0.01)),
    ];

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load(
    [.. from optimizer in Enumerable.Range(0, ReferenceUpdate.All.Count)
        from clip in Clips
        select $"{GeneratorHarness.Usings}[CompiledNet(3, BatchSize = 4)] [Embedding({Vocabulary}, {Width})] [Flatten] [Dense(2)] [MeanSquaredError] [{ReferenceUpdate.All[optimizer].Declaration}] {clip.Attribute} public partial class Net{optimizer}{clip.Name};"]));

    public static TheoryData<int, string> Nets => new(
        from optimizer in Enumerable.Range(0, ReferenceUpdate.All.Count)
        from clip in Clips
        select (optimizer, clip.Name));

    [Theory]
    [MemberData(nameof(Nets))]
    public void Used_rows_follow_the_formula_and_the_others_keep_their_bits(int optimizer, string clip)
    {
        string name = $"Net{optimizer}{clip}";
        ITrainableNet net = Loaded.Value.TrainableNet(name, seed: 5);
        using ITrainer trainer = net.CreateTrainer();
        double[][] state = [.. Enumerable.Range(0, Vocabulary * Width).Select(_ => new double[3])];
        for (int step = 1; step <= StepCount; step++)
        {
            IndexBatch batch = IndexBatch.Draw(net, step < StepCount ? 4 : 1, seed: step);
            batch.ComputeGradients(trainer);
            Tensors before = NetTensors.ParametersOf(net), gradients = NetTensors.GradientsOf(trainer);
            double norm = Math.Sqrt(gradients.Values.Sum(gradient => gradient.Sum(value => value * value)));

            trainer.ApplyGradients();

            double[] table = before["embedding1.weight"], after = NetTensors.ParametersOf(net)["embedding1.weight"];
            Func<double, double, double> clipped = Clips.Single(other => other.Name == clip).Clip;
            for (int i = 0; i < table.Length; i++)
            {
                if (batch.Used.Contains(i / Width))
                    Closeness.OfOneStep.Check(name, $"value {i} after step {step}", (float)after[i], ReferenceUpdate.All[optimizer].Apply(table[i], clipped(gradients["embedding1.weight"][i], norm), state[i], step));
                else
                    after[i].ShouldBe(table[i], $"value {i} after step {step}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void A_train_step_is_the_gradients_and_their_update_to_the_bit(int optimizer, string clip)
    {
        ITrainableNet one = Loaded.Value.TrainableNet($"Net{optimizer}{clip}", seed: 5), other = Loaded.Value.TrainableNet($"Net{optimizer}{clip}", seed: 5);
        using ITrainer atOnce = one.CreateTrainer(), apart = other.CreateTrainer();
        for (int step = 0; step < StepCount; step++)
        {
            IndexBatch batch = IndexBatch.Draw(one, 4 - (step % 4), seed: step);
            batch.TrainStep(atOnce);
            batch.ComputeGradients(apart);
            apart.ApplyGradients();
        }

        NetBits.ParametersOf(one).ShouldBe(NetBits.ParametersOf(other));
    }
}
