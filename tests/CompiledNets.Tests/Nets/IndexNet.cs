namespace CompiledNets.Tests.Nets;

/// <summary>A net that takes indices and learns nothing: it predicts an index's parity, and writes down what it is trained on.</summary>
internal sealed class IndexNet(int vocabulary, LossKind loss = LossKind.CrossEntropy) : ITrainableNet, ITrainer
{
    /// <summary>Each step's indices, with their labels behind them.</summary>
    public List<(int[] Indices, int[] Labels)> Batches { get; } = [];

    /// <summary>Each step's indices, with their targets behind them.</summary>
    public List<(int[] Indices, float[] Targets)> TargetBatches { get; } = [];

    public NetDescription Description { get; } = new()
    {
        Name = nameof(IndexNet),
        InputShape = [1],
        OutputShape = [2],
        Vocabulary = vocabulary,
        Loss = loss,
        OutputActivation = Activation.Linear,
        Summary = "indices",
    };

    public int InputSize => 1;

    public int OutputSize => 2;

    public int BatchSize => 3;

    public int ParameterCount => 0;

    public IReadOnlyList<TensorInfo> Tensors => [];

    public ITrainableNet Net => this;

    public int Threads => 1;

    public double LearningRate { get; set; } = 1;

    public void Predict(ReadOnlySpan<int> inputs, Span<float> outputs)
    {
        for (int row = 0; row < inputs.Length; row++)
        {
            outputs[2 * row] = 1 - (inputs[row] % 2);
            outputs[(2 * row) + 1] = inputs[row] % 2;
        }
    }

    public float ComputeLoss(ReadOnlySpan<int> inputs, ReadOnlySpan<int> labels) => inputs.Length;

    public float ComputeLoss(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets) => inputs.Length;

    public float TrainStep(ReadOnlySpan<int> inputs, ReadOnlySpan<int> labels)
    {
        Batches.Add((inputs.ToArray(), labels.ToArray()));
        return 1;
    }

    public float TrainStep(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets)
    {
        TargetBatches.Add((inputs.ToArray(), targets.ToArray()));
        return 1;
    }

    public ITrainer CreateTrainer(int threads = 1) => this;

    public void Dispose()
    {
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public void ApplyGradients() => throw new NotSupportedException();

    public void ReadGradient(string name, Span<float> destination) => throw new NotSupportedException();

    public void ReadTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void WriteTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();
}
