namespace CompiledNets.Tests.Training;

/// <summary>
/// y = W·x + b by hand, in double with parameters rounded to float: an independent net with every loss that training distinguishes, trained
/// by gradient descent with momentum, so that there is a state to continue with. Cross-entropy puts out probabilities; the others values or
/// logits.
/// </summary>
internal sealed class LinearNet : ITrainableNet
{
    public const string Weight = "dense1.weight";
    public const string Bias = "dense1.bias";

    private readonly LossKind _loss;

    public LinearNet(int inputs, int outputs, LossKind loss, int batchSize = 4, Activation activation = Activation.Linear)
    {
        _loss = loss;
        InputSize = inputs;
        OutputSize = outputs;
        BatchSize = batchSize;
        Weights = new float[outputs * inputs];
        Biases = new float[outputs];
        Tensors = [new TensorInfo(Weight, outputs, inputs), new TensorInfo(Bias, outputs)];
        Description = new NetDescription
        {
            Name = nameof(LinearNet),
            InputShape = [inputs],
            OutputShape = [outputs],
            Loss = loss,
            OutputActivation = activation,
            Summary = "linear",
        };
    }

    public float[] Weights { get; }

    public float[] Biases { get; }

    public NetDescription Description { get; }

    public int InputSize { get; }

    public int OutputSize { get; }

    public int BatchSize { get; }

    public int ParameterCount => Weights.Length + Biases.Length;

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Span<double> row = stackalloc double[OutputSize];
        for (int r = 0; r < inputs.Length / InputSize; r++)
        {
            Forward(inputs.Slice(r * InputSize, InputSize), row);
            if (Description.OutputActivation == Activation.Softmax)
                Softmax(row);
            for (int j = 0; j < OutputSize; j++)
            {
                double value = Description.OutputActivation == Activation.Sigmoid ? 1 / (1 + Math.Exp(-row[j])) : row[j];
                outputs[r * OutputSize + j] = (float)value;
            }
        }
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        double sum = 0;
        int rows = inputs.Length / InputSize;
        Span<double> row = stackalloc double[OutputSize];
        for (int r = 0; r < rows; r++)
        {
            Forward(inputs.Slice(r * InputSize, InputSize), row);
            sum += LossAndGradient(row, targets.Slice(r * OutputSize, OutputSize));
        }

        return (float)(sum / rows);
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => ComputeLoss(inputs, OneHot(labels));

    public ITrainer CreateTrainer(int threads = 1) => new Trainer(this);

    public void ReadTensor(string name, Span<float> destination) => Tensor(name).CopyTo(destination);

    public void WriteTensor(string name, ReadOnlySpan<float> source) => source.CopyTo(Tensor(name));

    public void Save(string path) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    private float[] Tensor(string name) => name switch
    {
        Weight => Weights,
        Bias => Biases,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private void Forward(ReadOnlySpan<float> input, Span<double> output)
    {
        for (int j = 0; j < OutputSize; j++)
        {
            output[j] = Biases[j];
            for (int i = 0; i < InputSize; i++)
                output[j] += (double)Weights[j * InputSize + i] * input[i];
        }
    }

    // The row's loss; its values become the loss's gradient by them.
    private double LossAndGradient(Span<double> row, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        if (_loss == LossKind.CrossEntropy)
            Softmax(row);
        for (int j = 0; j < row.Length; j++)
        {
            double target = targets[j];
            if (_loss == LossKind.CrossEntropy)
            {
                loss -= target == 0 ? 0 : target * Math.Log(row[j]);
                row[j] -= target;
            }
            else if (_loss == LossKind.BinaryCrossEntropy)
            {
                double z = row[j];
                loss += (Math.Max(z, 0) - z * target + Math.Log(1 + Math.Exp(-Math.Abs(z)))) / row.Length;
                row[j] = (1 / (1 + Math.Exp(-z)) - target) / row.Length;
            }
            else
            {
                loss += (row[j] - target) * (row[j] - target) / row.Length;
                row[j] = 2 * (row[j] - target) / row.Length;
            }
        }

        return loss;
    }

    private static void Softmax(Span<double> row)
    {
        double max = double.NegativeInfinity;
        foreach (double value in row)
            max = Math.Max(max, value);
        double sum = 0;
        for (int j = 0; j < row.Length; j++)
            sum += row[j] = Math.Exp(row[j] - max);
        for (int j = 0; j < row.Length; j++)
            row[j] /= sum;
    }

    private float[] OneHot(ReadOnlySpan<int> labels)
    {
        if (_loss != LossKind.CrossEntropy)
            throw new NotSupportedException();
        var targets = new float[labels.Length * OutputSize];
        for (int r = 0; r < labels.Length; r++)
            targets[r * OutputSize + labels[r]] = 1;
        return targets;
    }

    private sealed class Trainer(LinearNet net) : ITrainer
    {
        private const double Momentum = 0.9;
        private readonly float[] _velocity = new float[net.ParameterCount];
        private readonly double[] _gradient = new double[net.ParameterCount];

        public ITrainableNet Net => net;

        public int Threads => 1;

        public double LearningRate { get; set; } = 0.1;

        public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        {
            float loss = ComputeGradients(inputs, targets);
            if (float.IsFinite(loss) && Array.TrueForAll(_gradient, double.IsFinite))
                ApplyGradients();
            return loss;
        }

        public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => TrainStep(inputs, net.OneHot(labels));

        public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        {
            Array.Clear(_gradient);
            int rows = inputs.Length / net.InputSize;
            rows.ShouldBeInRange(1, net.BatchSize);
            double sum = 0;
            Span<double> row = stackalloc double[net.OutputSize];
            for (int r = 0; r < rows; r++)
            {
                ReadOnlySpan<float> input = inputs.Slice(r * net.InputSize, net.InputSize);
                net.Forward(input, row);
                sum += net.LossAndGradient(row, targets.Slice(r * net.OutputSize, net.OutputSize));
                for (int j = 0; j < row.Length; j++)
                {
                    for (int i = 0; i < input.Length; i++)
                        _gradient[j * input.Length + i] += row[j] * input[i] / rows;
                    _gradient[net.Weights.Length + j] += row[j] / rows;
                }
            }

            return (float)(sum / rows);
        }

        public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => ComputeGradients(inputs, net.OneHot(labels));

        public void ApplyGradients()
        {
            for (int p = 0; p < _gradient.Length; p++)
            {
                _velocity[p] = (float)(Momentum * _velocity[p] + _gradient[p]);
                float change = (float)(LearningRate * _velocity[p]);
                if (p < net.Weights.Length)
                    net.Weights[p] -= change;
                else
                    net.Biases[p - net.Weights.Length] -= change;
            }
        }

        public void ReadGradient(string name, Span<float> destination) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
