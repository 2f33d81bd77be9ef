using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Recurrent;

public sealed class SequenceTensorTests
{
    private static readonly Lazy<LoadedNets> Loaded = new(() => GeneratorHarness.Load(GeneratorHarness.Usings + """
        [CompiledNet(4, 3)] [Rnn(100)] public partial class OfRnn;
        [CompiledNet(4, 3)] [Gru(100)] public partial class OfGru;
        [CompiledNet(4, 3)] [Lstm(100)] public partial class OfLstm;
        [CompiledNet(4, 3)] [Gru(100, Initializer = Initializer.XavierUniform)] public partial class Xavier;
        """));

    [Theory]
    [InlineData("OfRnn", "rnn1", 1)]
    [InlineData("OfGru", "gru1", 3)]
    [InlineData("OfLstm", "lstm1", 4)]
    public void Tensors_have_the_names_and_shapes_of_PyTorch_and_begin_uniform_within_a_root_of_the_units(string net, string layer, int gates)
    {
        ICompiledNet loaded = Loaded.Value.Net(net, seed: 1);

        loaded.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]").ShouldBe(
        [
            $"{layer}.weight_ih [{gates * 100}, 3]",
            $"{layer}.weight_hh [{gates * 100}, 100]",
            $"{layer}.bias_ih [{gates * 100}]",
            $"{layer}.bias_hh [{gates * 100}]",
        ]);
        foreach (TensorInfo tensor in loaded.Tensors)
        {
            float[] values = Read(loaded, tensor);
            values.Max(MathF.Abs).ShouldBeInRange(0.095f, 0.1f, tensor.Name);
            Math.Abs(values.Average()).ShouldBeLessThan(0.02f, tensor.Name);
        }
    }

    [Theory]
    [InlineData("OfRnn")]
    [InlineData("OfGru")]
    [InlineData("OfLstm")]
    public void A_tensor_is_read_as_it_was_written(string name)
    {
        ICompiledNet net = Loaded.Value.Net(name);
        foreach (TensorInfo tensor in net.Tensors)
            net.WriteTensor(tensor.Name, [.. Enumerable.Range(0, tensor.Length).Select(i => i + 0.5f)]);

        foreach (TensorInfo tensor in net.Tensors)
            Read(net, tensor).ShouldBe(Enumerable.Range(0, tensor.Length).Select(i => i + 0.5f), tensor.Name);
    }

    [Fact]
    public void Another_initializer_takes_the_fans_of_each_weight_and_leaves_the_biases_at_zero()
    {
        ICompiledNet net = Loaded.Value.Net("Xavier", seed: 1);

        Read(net, net.Tensors[0]).Max(MathF.Abs).ShouldBeInRange(0.95f * MathF.Sqrt(6f / 303), MathF.Sqrt(6f / 303));
        Read(net, net.Tensors[1]).Max(MathF.Abs).ShouldBeInRange(0.95f * MathF.Sqrt(6f / 400), MathF.Sqrt(6f / 400));
        Read(net, net.Tensors[2]).ShouldAllBe(value => value == 0);
        Read(net, net.Tensors[3]).ShouldAllBe(value => value == 0);
    }

    private static float[] Read(ICompiledNet net, TensorInfo tensor)
    {
        float[] values = new float[tensor.Length];
        net.ReadTensor(tensor.Name, values);
        return values;
    }
}
