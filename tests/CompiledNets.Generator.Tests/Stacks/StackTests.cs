using CompiledNets.Bits;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Steps;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>Layers of all kinds on top of each other, as drawn from seeds.</summary>
public sealed class StackTests
{
    private const int CheckedComponents = 12;

    public static TheoryData<int> Seeds => [.. StackNets.All.Select(stack => stack.Seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Outputs_losses_gradients_and_statistics_are_those_of_a_plain_net_in_double(int seed)
    {
        RandomStack stack = StackNets.OfSeed(seed);
        ITrainableNet net = StackNets.Net(stack, seed);
        var batch = ReferenceBatch.Draw(stack.Reference, NetTensors.ParametersOf(net), stack.Rows, stack.UsesLabels, seed);
        new NetComparison(stack.Reference, batch, stack.Description, CheckedComponents).Check(net, seed);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Threads_change_no_bit(int seed)
    {
        RandomStack stack = StackNets.OfSeed(seed);
        TrainingDigest.Of(StackNets.Net(stack, netSeed: 0), threads: 3).ShouldBe(StackDigests.Of(stack), stack.Description);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Computing_and_applying_gradients_is_a_train_step_to_the_bit(int seed)
    {
        RandomStack stack = StackNets.OfSeed(seed);
        ITrainableNet apart = StackNets.Net(stack, seed), fused = StackNets.Net(stack, seed);
        NetCalls calls = DrawCalls(stack, apart, stack.Rows);
        using ITrainer apartTrainer = apart.CreateTrainer(), fusedTrainer = fused.CreateTrainer();
        for (int step = 0; step < 3; step++)
        {
            float loss = calls.ComputeGradients(apartTrainer);
            apartTrainer.ApplyGradients();
            NetBits.BitsOf(calls.TrainStep(fusedTrainer)).ShouldBe(NetBits.BitsOf(loss), $"step {step} of {stack.Description}");
        }

        NetBits.ParametersOf(fused).ShouldBe(NetBits.ParametersOf(apart), stack.Description);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_row_is_predicted_alike_alone_and_in_a_batch(int seed)
    {
        const int Rows = 19;
        RandomStack stack = StackNets.OfSeed(seed);
        ITrainableNet net = StackNets.Net(stack, seed);
        ReferenceBatch batch = ReferenceBatch.DrawAny(stack.Reference, NetTensors.ParametersOf(net), Rows, stack.UsesLabels, seed);
        NetTensors.Write(net, batch.Parameters);
        float[] together = new float[Rows * net.OutputSize], alone = new float[net.OutputSize];
        new NetCalls(stack.Reference, batch).Predict(net, together);
        for (int row = 0; row < Rows; row++)
        {
            new NetCalls(stack.Reference, batch.OnlyRow(row)).Predict(net, alone);
            NetBits.BitsOf(alone).ShouldBe(NetBits.BitsOf(together.AsSpan(row * net.OutputSize, net.OutputSize)), $"row {row} of {stack.Description}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Steps_and_predictions_allocate_nothing(int seed)
    {
        const int Calls = 20;
        RandomStack stack = StackNets.OfSeed(seed);
        ITrainableNet net = StackNets.Net(stack, seed);
        NetCalls calls = DrawCalls(stack, net, stack.Reference.BatchSize);
        float[] outputs = new float[stack.Reference.BatchSize * net.OutputSize];
        using ITrainer trainer = net.CreateTrainer();
        Allocations.Of(() => calls.TrainStep(trainer), Calls).ShouldBe(0, $"TrainStep of {stack.Description}");
        Allocations.Of(() => calls.Predict(net, outputs), Calls).ShouldBe(0, $"Predict of {stack.Description}");
    }

    [Fact]
    public void Every_layer_of_the_library_is_drawn_and_more_than_once()
    {
        ILookup<string, string> drawn = StackNets.All.SelectMany(stack => stack.Kinds.Distinct()).ToLookup(kind => kind);
        string[] layers =
        [
            .. typeof(LayerAttribute).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
                .Select(type => type.Name[..^nameof(Attribute).Length]),
        ];

        layers.Where(layer => drawn[layer].Count() < 5).ShouldBeEmpty();
    }

    private static NetCalls DrawCalls(RandomStack stack, ITrainableNet net, int rows) =>
        new(stack.Reference, ReferenceBatch.DrawAny(stack.Reference, NetTensors.ParametersOf(net), rows, stack.UsesLabels, stack.Seed));
}
