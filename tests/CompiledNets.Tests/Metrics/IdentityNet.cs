namespace CompiledNets.Tests.Metrics;

/// <summary>A net for prediction only whose outputs are its inputs, so that a test writes down what the net predicts.</summary>
internal sealed class IdentityNet(int width, LossKind loss = LossKind.None, Activation activation = Activation.Linear) : ICompiledNet
{
    public NetDescription Description { get; } = new()
    {
        Name = nameof(IdentityNet),
        InputShape = [width],
        OutputShape = [width],
        Loss = loss,
        OutputActivation = activation,
        Summary = "identity",
    };

    public int InputSize => width;

    public int OutputSize => width;

    public int BatchSize => 4;

    public int ParameterCount => 0;

    public IReadOnlyList<TensorInfo> Tensors => [];

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        outputs.Length.ShouldBe(inputs.Length);
        inputs.CopyTo(outputs);
    }

    public void ReadTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void WriteTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();
}
