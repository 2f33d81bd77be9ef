namespace CompiledNets.Tests.Training;

/// <summary>
/// A net that learns nothing but counts: its one parameter is the number of steps taken. Losses are what the test says they are, and every
/// batch is written down, so that a test sees what the trainer was given.
/// </summary>
internal sealed class ScriptedNet(int batchSize = 2, LossKind loss = LossKind.MeanSquaredError) : ITrainableNet, ITrainer
{
    public const string Steps = "counter.steps";

    private readonly float[] _steps = new float[1];

    /// <summary>The loss of a step, numbered from 1 over all epochs. Default: 1.</summary>
    public Func<int, float> StepLoss { get; init; } = _ => 1;

    /// <summary>The loss on validation data after so many steps. Default: 1.</summary>
    public Func<int, float> ValidationLoss { get; init; } = _ => 1;

    /// <summary>
    /// For how many rows at the start the net takes yes for no after so many steps; see <see cref="Decisions"/>. Default: none.
    /// </summary>
    public Func<int, int> WrongRows { get; init; } = _ => 0;

    /// <summary>What happens within a step.</summary>
    public Action<int> OnStep { get; init; } = _ => { };

    /// <summary>What was trained on: the targets of each step's rows. Not written down if null.</summary>
    public List<float[]>? Batches { get; init; } = [];

    /// <summary>The learning rate of each step.</summary>
    public List<double> LearningRates { get; } = [];

    public int StepsTaken => (int)_steps[0];

    public NetDescription Description { get; } = new()
    {
        Name = nameof(ScriptedNet),
        InputShape = [1],
        OutputShape = [1],
        Loss = loss,
        OutputActivation = Activation.Linear,
        Summary = "scripted",
    };

    public int InputSize => 1;

    public int OutputSize => 1;

    public int BatchSize => batchSize;

    public int ParameterCount => 1;

    public IReadOnlyList<TensorInfo> Tensors { get; } = [new TensorInfo(Steps, 1)];

    public ITrainableNet Net => this;

    public int Threads => 1;

    public double LearningRate { get; set; } = 0.5;

    /// <summary>Rows whose input and target are their number.</summary>
    public static Dataset Rows(int count)
    {
        float[] numbers = [.. Enumerable.Range(0, count).Select(row => (float)row)];
        return Dataset.WithTargets(numbers, numbers, count);
    }

    /// <summary>Rows whose input and target are 1 and 0 in turn.</summary>
    public static Dataset Decisions(int count)
    {
        float[] decisions = [.. Enumerable.Range(0, count).Select(row => (row + 1f) % 2)];
        return Dataset.WithTargets(decisions, decisions, count);
    }

    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        inputs.SequenceEqual(targets).ShouldBeTrue("inputs and targets belong to the same rows");
        int step = StepsTaken + 1;
        OnStep(step);
        if (Batches is not null)
        {
            Batches.Add(targets.ToArray());
            LearningRates.Add(LearningRate);
        }

        float loss = StepLoss(step);
        if (float.IsFinite(loss))
            _steps[0] = step;
        return loss;
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => ValidationLoss(StepsTaken);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int wrong = WrongRows(StepsTaken);
        for (int row = 0; row < inputs.Length; row++)
            outputs[row] = row < wrong ? 0.5f - inputs[row] : inputs[row] - 0.5f;
    }

    public void ReadTensor(string name, Span<float> destination) => _steps.CopyTo(destination);

    public void WriteTensor(string name, ReadOnlySpan<float> source) => source.CopyTo(_steps);

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw new NotSupportedException();

    public void ApplyGradients() => throw new NotSupportedException();

    public void ReadGradient(string name, Span<float> destination) => throw new NotSupportedException();

    public ITrainer CreateTrainer(int threads = 1) => this;

    public void Save(string path) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
