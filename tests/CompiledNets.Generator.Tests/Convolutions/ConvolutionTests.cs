using System.Runtime.InteropServices;
using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;
using CompiledNets.Generator.Tests.Reference;
using static CompiledNets.Generator.Tests.Steps.NetBits;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>Convolutions against a plain implementation in double, and the same bits whatever the lanes, the threads and the batch.</summary>
public sealed class ConvolutionTests
{
    private const double Step = 1e-6;

    /// <summary>So many components of each tensor are checked one by one.</summary>
    private const int CheckedComponents = 24;

    private static readonly Lazy<(LoadedNets Own, LoadedNets Wide, LoadedNets Portable)> Loaded = new(() =>
    {
        GeneratorRun run = GeneratorHarness.Generate([.. ConvolutionNets.All.Select(net => GeneratorHarness.Usings + net.Source)]);
        return (LoadedNets.Load(run), LoadedNets.Load(run.WithWideLanes()), LoadedNets.Load(run.WithPortableLanes()));
    });

    public static TheoryData<string> Names => [.. ConvolutionNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ConvolutionNet reference = ConvolutionNets.All.Single(net => net.Name == name);
        ITrainableNet net = Loaded.Value.Own.TrainableNet(name, seed: 7);
        (float[] flatInputs, float[] flatTargets) = Batch(net, reference.BatchSize, seed: 3);
        double[][] inputs = Rows(flatInputs, net.InputSize), targets = Rows(flatTargets, net.OutputSize);
        Tensors parameters = Read(net, net.ReadTensor);

        float[] outputs = new float[reference.BatchSize * net.OutputSize];
        net.Predict(flatInputs, outputs);
        Closeness.OfOneStep.Check(name, "outputs", outputs, [.. inputs.SelectMany(row => reference.Predict(parameters, row))]);

        using ITrainer trainer = net.CreateTrainer();
        Closeness.OfOneStep.Check(name, "loss", trainer.ComputeGradients(flatInputs, flatTargets), reference.ComputeLoss(parameters, inputs, targets));
        Tensors gradients = Read(net, trainer.ReadGradient);
        foreach ((string tensor, double[] values) in parameters)
        {
            for (int i = 0; i < values.Length; i += Math.Max(1, values.Length / CheckedComponents))
            {
                double value = values[i];
                values[i] = value + Step;
                double above = reference.ComputeLoss(parameters, inputs, targets);
                values[i] = value - Step;
                double below = reference.ComputeLoss(parameters, inputs, targets);
                values[i] = value;
                Closeness.OfOneStep.Check(name, $"gradient of {tensor}[{i}]", (float)gradients[tensor][i], (above - below) / (2 * Step));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lanes_and_threads_change_no_bit(string name)
    {
        string expected = BitsAfterTraining(Loaded.Value.Own, name, threads: 1);
        BitsAfterTraining(Loaded.Value.Own, name, threads: 2).ShouldBe(expected, "2 threads");
        BitsAfterTraining(Loaded.Value.Own, name, threads: 3).ShouldBe(expected, "3 threads");
        BitsAfterTraining(Loaded.Value.Wide, name, threads: 1).ShouldBe(expected, "16 lanes");
        BitsAfterTraining(Loaded.Value.Portable, name, threads: 1).ShouldBe(expected, "the lanes of portable code");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_a_batch(string name)
    {
        const int RowCount = 7;
        ITrainableNet net = Loaded.Value.Own.TrainableNet(name, seed: 1);
        (float[] inputs, _) = Batch(net, RowCount, seed: 2);
        float[] together = new float[RowCount * net.OutputSize], alone = new float[net.OutputSize];
        net.Predict(inputs, together);
        for (int row = 0; row < RowCount; row++)
        {
            net.Predict(inputs.AsSpan(row * net.InputSize, net.InputSize), alone);
            BitsOf(alone).ShouldBe(BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_padding_of_the_weights_stays_zero(string name)
    {
        ITrainableNet net = Loaded.Value.Own.TrainableNet(name, seed: 1);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = Batch(net, net.BatchSize, seed: 2);
        for (int step = 0; step < 3; step++)
            trainer.TrainStep(inputs, targets);

        var buffer = (CompiledNets.Memory.AlignedBuffer)net.GetType().GetField("parameters", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(net)!;
        foreach (TensorInfo tensor in net.Tensors)
            net.WriteTensor(tensor.Name, new float[tensor.Length]);
        buffer.Span.ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Steps_and_predictions_allocate_nothing()
    {
        foreach (string name in (string[])["LeNet", "Padded", "AfterDense", "LongSignal"])
        {
            ITrainableNet net = Loaded.Value.Own.TrainableNet(name);
            using ITrainer trainer = net.CreateTrainer();
            (float[] inputs, float[] targets) = Batch(net, net.BatchSize, seed: 1);
            float[] outputs = new float[targets.Length];
            Act();
            long least = long.MaxValue;
            for (int measurement = 0; measurement < 5; measurement++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 20; i++)
                    Act();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            least.ShouldBe(0, name);

            void Act()
            {
                trainer.TrainStep(inputs, targets);
                net.Predict(inputs, outputs);
                net.ComputeLoss(inputs, targets);
            }
        }
    }

    private static string BitsAfterTraining(LoadedNets nets, string name, int threads)
    {
        ITrainableNet net = nets.TrainableNet(name, seed: 3);
        using ITrainer trainer = net.CreateTrainer(threads);
        var losses = new List<float>();
        for (int step = 0; step < 3; step++)
        {
            (float[] inputs, float[] targets) = Batch(net, step < 2 ? net.BatchSize : Math.Max(1, net.BatchSize - 1), step);
            losses.Add(trainer.TrainStep(inputs, targets));
        }

        losses.ShouldAllBe(loss => float.IsFinite(loss));
        (float[] rows, _) = Batch(net, 3, seed: 9);
        float[] outputs = new float[3 * net.OutputSize];
        net.Predict(rows, outputs);
        return BitsOf(CollectionsMarshal.AsSpan(losses)) + BitsOf(outputs) + ParametersOf(net) + GradientsOf(trainer);
    }

    private delegate void TensorReader(string name, Span<float> destination);

    private static Tensors Read(ITrainableNet net, TensorReader read)
    {
        var tensors = new Tensors();
        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            read(tensor.Name, values);
            tensors[tensor.Name] = [.. values.Select(value => (double)value)];
        }

        return tensors;
    }

    private static double[][] Rows(float[] values, int width) => [.. values.Select(value => (double)value).Chunk(width)];
}
