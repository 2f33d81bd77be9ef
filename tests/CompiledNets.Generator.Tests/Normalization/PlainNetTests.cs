using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using CompiledNets.Generator.Tests.Reference;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>Generated nets that normalise or drop, against plain ones in double and against themselves.</summary>
public sealed class PlainNetTests
{
    private const double Step = 1e-6;

    private static readonly Lazy<(LoadedNets Own, LoadedNets Wide)> Loaded = new(() =>
    {
        GeneratorRun run = GeneratorHarness.Generate([.. PlainNets.All.Select(net => GeneratorHarness.Usings + net.Source)]);
        return (LoadedNets.Load(run), LoadedNets.Load(run.WithWideLanes()));
    });

    public static TheoryData<string> Names => [.. PlainNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_losses_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        PlainNet plain = Plain(name);
        ITrainableNet net = Net(name);
        (float[] inputs, float[] targets) = Batch(net, plain.BatchSize, seed: 5);
        double[][] rows = Rows(inputs, net.InputSize), targetRows = Rows(targets, net.OutputSize);
        Tensors parameters = Read(net);

        float[] outputs = new float[targets.Length];
        net.Predict(inputs, outputs);
        Closeness.OfOneStep.Check(name, "outputs", outputs, [.. plain.Predict(rows, parameters).SelectMany(row => row)]);
        Closeness.OfOneStep.Check(name, "loss in inference", net.ComputeLoss(inputs, targets), plain.InferenceLoss(parameters, rows, targetRows));

        using ITrainer trainer = net.CreateTrainer();
        Closeness.OfOneStep.Check(name, "loss", trainer.ComputeGradients(inputs, targets), plain.TrainingLoss(parameters, rows, targetRows));
        foreach (TensorInfo tensor in net.Tensors.Where(tensor => tensor.IsTrained))
        {
            float[] gradient = new float[tensor.Length];
            trainer.ReadGradient(tensor.Name, gradient);
            double[] values = parameters[tensor.Name];
            for (int i = 0; i < values.Length; i++)
            {
                double value = values[i];
                values[i] = value + Step;
                double above = plain.TrainingLoss(parameters, rows, targetRows);
                values[i] = value - Step;
                double below = plain.TrainingLoss(parameters, rows, targetRows);
                values[i] = value;
                Closeness.OfOneStep.Check(name, $"gradient of {tensor.Name}[{i}]", gradient[i], (above - below) / (2 * Step));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_train_step_is_gradients_computed_any_number_of_times_and_applied_once(string name)
    {
        ITrainableNet apart = Net(name), fused = Net(name);
        using ITrainer apartTrainer = apart.CreateTrainer(), fusedTrainer = fused.CreateTrainer();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(apart, RowsOf(name, step), step);
            float first = apartTrainer.ComputeGradients(inputs, targets);
            float second = apartTrainer.ComputeGradients(inputs, targets);
            apartTrainer.ApplyGradients();
            float whole = fusedTrainer.TrainStep(inputs, targets);
            BitsOf(first, second).ShouldBe(BitsOf(whole, whole), $"step {step}");
        }

        ParametersOf(apart).ShouldBe(ParametersOf(fused));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sixteen_lanes_give_the_same_bits_as_the_machines_own(string name) =>
        BitsAfterTraining(name, Prepared(Loaded.Value.Wide, name)).ShouldBe(BitsAfterTraining(name, Net(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name)
    {
        const int Count = 101;
        ITrainableNet net = Net(name);
        float[] inputs = Batch(net, Count, 5).Inputs, together = new float[Count * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(inputs, together);
        for (int row = 0; row < Count; row++)
        {
            net.Predict(inputs.AsSpan(row * net.InputSize, net.InputSize), alone);
            BitsOf(alone).ShouldBe(BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row}");
        }
    }

    private static string BitsAfterTraining(string name, ITrainableNet net)
    {
        using ITrainer trainer = net.CreateTrainer(threads: 2);
        var losses = new List<float>();
        for (int step = 0; step < 4; step++)
        {
            (float[] inputs, float[] targets) = Batch(net, RowsOf(name, step), step);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        losses.ShouldAllBe(loss => float.IsFinite(loss));
        (float[] rows, _) = Batch(net, 13, seed: 9);
        float[] together = new float[13 * net.OutputSize];
        net.Predict(rows, together);
        return BitsOf([.. losses, .. together]) + ParametersOf(net) + GradientsOf(trainer);
    }

    /// <summary>Full batches, and every second time a smaller one, of two rows at least if there can be.</summary>
    private static int RowsOf(string name, int step) => step % 2 == 0 ? Plain(name).BatchSize : Math.Min(Plain(name).BatchSize, (Plain(name).BatchSize / 2) + 1);

    private static PlainNet Plain(string name) => PlainNets.All.Single(net => net.Name == name);

    private static ITrainableNet Net(string name) => Prepared(Loaded.Value.Own, name);

    /// <summary>A net whose tensors are all drawn at random, also those that begin as 0 or 1.</summary>
    private static ITrainableNet Prepared(LoadedNets nets, string name)
    {
        ITrainableNet net = nets.TrainableNet(name, PlainNet.Seed);
        var random = new Random(3);
        foreach (TensorInfo tensor in net.Tensors)
        {
            float least = tensor.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.1f : -0.5f;
            net.WriteTensor(tensor.Name, [.. Enumerable.Range(0, tensor.Length).Select(_ => (random.NextSingle() * 1.5f) + least)]);
        }

        return net;
    }

    private static double[][] Rows(float[] values, int width) => [.. values.Select(value => (double)value).Chunk(width)];

    private static Tensors Read(ITrainableNet net)
    {
        var tensors = new Tensors();
        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            net.ReadTensor(tensor.Name, values);
            tensors[tensor.Name] = [.. values.Select(value => (double)value)];
        }

        return tensors;
    }
}
