using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Convolutions;

/// <summary>Convolutions against a plain implementation in double, and the same bits whatever the lanes, the threads and the batch.</summary>
public sealed class ConvolutionTests
{
    private const int Seed = 7, CheckedComponents = 24;

    private static readonly NetVariants Nets = new(Seed, ConvolutionNets.All.Select(net => net.Source));

    public static TheoryData<string> Names => [.. ConvolutionNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = ConvolutionNets.All.Single(net => net.Name == name);
        NetComparison.CheckDrawn(reference, Nets.Net(name), Seed, CheckedComponents, [reference.BatchSize]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_lanes_change_no_bit(string name)
    {
        int batchSize = Nets.Net(name).BatchSize;
        TrainingBits.ShouldNotDependOnThreadsAndLanes(Nets, name, batchSize, batchSize, Math.Max(1, batchSize - 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_predicted_alike_alone_and_in_every_batch(string name) => PredictionBits.ShouldNotDependOnOtherRows(Nets.Net(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_padding_of_the_weights_stays_zero(string name)
    {
        ITrainableNet net = Nets.Net(name);
        using ITrainer trainer = net.CreateTrainer();
        (float[] inputs, float[] targets) = NetBits.Batch(net, net.BatchSize, seed: 2);
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
            ITrainableNet net = Nets.Net(name);
            using ITrainer trainer = net.CreateTrainer();
            (float[] inputs, float[] targets) = NetBits.Batch(net, net.BatchSize, seed: 1);
            float[] outputs = new float[targets.Length];
            Allocations.Of(Act, calls: 20).ShouldBe(0, name);

            void Act()
            {
                trainer.TrainStep(inputs, targets);
                net.Predict(inputs, outputs);
                net.ComputeLoss(inputs, targets);
            }
        }
    }
}
