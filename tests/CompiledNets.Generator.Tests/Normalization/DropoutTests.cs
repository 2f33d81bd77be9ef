using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Randomness;
using CompiledNets.Simd;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>
/// When what is dropped changes. The net's loss is the mean of squares of 16 inputs, of which some are dropped: with inputs of 1 it tells how many, and with powers
/// of two which.
/// </summary>
public sealed class DropoutTests
{
    private const double Rate = 0.5;

    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load($"""
        {GeneratorHarness.Usings}
        [CompiledNet(16, BatchSize = 8)] [Dropout(0.5)] [Dense(1)] [MeanSquaredError] [Sgd] public partial class One;
        [CompiledNet(16, BatchSize = 8)] [Dropout(0)] [Dropout(0.5)] [Dense(1)] [MeanSquaredError] [Sgd] public partial class Second;
        [CompiledNet(2, 2, 4, BatchSize = 8)] [Dropout(0.5)] [Flatten] [Dense(1)] [MeanSquaredError] [Sgd] public partial class OfImage;
        """));

    [Fact]
    public void A_step_drops_what_its_number_among_the_updates_says()
    {
        using ITrainer trainer = Trainer("One", seed: 4);
        for (int step = 0; step < 5; step++)
        {
            long expected = Dropped(seed: 4, layer: 0, step);
            DroppedBy(trainer.ComputeGradients).ShouldBe(expected, $"gradients of step {step}");
            DroppedBy(trainer.ComputeGradients).ShouldBe(expected, $"gradients of step {step} once more");
            DroppedBy(trainer.TrainStep).ShouldBe(expected, $"step {step}");
        }

        DroppedBy(trainer.ComputeGradients).ShouldBe(Dropped(seed: 4, layer: 0, step: 5));
        trainer.ApplyGradients();
        DroppedBy(trainer.ComputeGradients).ShouldBe(Dropped(seed: 4, layer: 0, step: 6));
    }

    [Fact]
    public void A_step_that_is_not_finite_is_no_update()
    {
        using ITrainer trainer = Trainer("One", seed: 4);
        float[] inputs = new float[16 * 8];
        Array.Fill(inputs, float.NaN);
        trainer.TrainStep(inputs, new float[8]);

        DroppedBy(trainer.TrainStep).ShouldBe(Dropped(seed: 4, layer: 0, step: 0));
    }

    [Fact]
    public void Layers_are_numbered_and_seeds_are_the_nets_also_after_it_was_loaded()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("Second", seed: -9);
        string path = Path.Combine(Path.GetTempPath(), $"CompiledNets.{Guid.NewGuid():N}.safetensors");
        try
        {
            Loaded.Value.TrainableNet("Second", seed: 5).Save(path);
            net.Load(path);
        }
        finally
        {
            File.Delete(path);
        }

        using ITrainer trainer = Prepared(net);
        DroppedBy(trainer.TrainStep).ShouldBe(Dropped(seed: -9, layer: 1, step: 0));
        using ITrainer another = Prepared(net);
        DroppedBy(another.TrainStep).ShouldBe(Dropped(seed: -9, layer: 1, step: 0), "a trainer counts its own updates");
    }

    [Fact]
    public void Inputs_that_are_images_are_numbered_as_they_come()
    {
        using ITrainer trainer = Trainer("OfImage", seed: 4);

        DroppedBy(trainer.TrainStep).ShouldBe(Dropped(seed: 4, layer: 0, step: 0));
    }

    [Fact]
    public void Prediction_and_loss_drop_nothing_and_evaluate_neither()
    {
        ITrainableNet net = Loaded.Value.TrainableNet("One");
        using ITrainer trainer = Prepared(net);
        float[] inputs = new float[16 * 3], outputs = new float[3];
        Array.Fill(inputs, 1f);

        net.Predict(inputs, outputs);

        outputs.ShouldBe([65535f, 65535f, 65535f]);
        net.ComputeLoss(inputs, outputs).ShouldBe(0);
        net.Evaluate(Dataset.WithTargets(inputs, outputs, 3)).Loss.ShouldBe(0);
    }

    private static ITrainer Trainer(string name, int seed) => Prepared(Loaded.Value.TrainableNet(name, seed));

    /// <summary>A trainer that changes nothing, of a net that adds up its inputs times 1, 2, 4, …</summary>
    private static ITrainer Prepared(ITrainableNet net)
    {
        net.WriteTensor("dense1.weight", [.. Enumerable.Range(0, 16).Select(i => (float)(1 << i))]);
        net.WriteTensor("dense1.bias", [0f]);
        ITrainer trainer = net.CreateTrainer();
        trainer.LearningRate = 0;
        return trainer;
    }

    private delegate float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>The inputs that a step drops of one row, as bits: its loss is the square of twice the sum of the others.</summary>
    private static long DroppedBy(Step step)
    {
        float[] inputs = new float[16];
        Array.Fill(inputs, 1f);
        return 65535 - (long)Math.Round(Math.Sqrt(step(inputs, new float[1])) * (1 - Rate));
    }

    private static long Dropped(int seed, int layer, long step)
    {
        float[] mask = new float[16];
        DropoutMask.Fill<PortableLanes>(ref mask[0], 0, 16, Rate, seed, layer, step);
        return Enumerable.Range(0, 16).Sum(i => mask[i] == 0 ? 1L << i : 0);
    }
}
