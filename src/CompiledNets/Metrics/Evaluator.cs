namespace CompiledNets;

/// <summary>Evaluates one net on one dataset, which was checked to fit, as often as asked, with the same buffer.</summary>
internal sealed class Evaluator
{
    // Enough rows for the net's widest tiles; few enough for the second-level cache.
    private const int OutputsPerChunk = 16 * 1024;
    private const int MaxChunk = 1024;

    private readonly ICompiledNet _net;
    private readonly Dataset _data;
    private readonly int _chunk;
    private readonly float[] _outputs;

    public Evaluator(ICompiledNet net, Dataset data)
    {
        _net = net;
        _data = data;
        _chunk = Math.Clamp(OutputsPerChunk / net.OutputSize, 1, Math.Min(MaxChunk, data.Count));
        _outputs = new float[_chunk * net.OutputSize];
    }

    /// <exception cref="OutputNotFiniteException">An output of the net is not finite.</exception>
    public Evaluation Evaluate()
    {
        ConfusionMatrix? confusion = null;
        RegressionSums? regression = null;
        if (Classifies(_net, _data))
            confusion = new ConfusionMatrix(_net.Description.Loss == LossKind.BinaryCrossEntropy ? 2 : DatasetChecks.ClassesOf(_net));
        else
            regression = new RegressionSums(_data);

        for (int start = 0; start < _data.Count; start += _chunk)
        {
            int rows = Math.Min(_chunk, _data.Count - start);
            ReadOnlySpan<float> outputs = Predict(start, rows);
            if (confusion is not null)
                Count(confusion, outputs, start, rows);
            else
                regression!.Add(outputs, start, rows);
        }

        return new Evaluation { Count = _data.Count, Loss = Loss(), Confusion = confusion, Regression = regression?.ToMetrics() };
    }

    /// <summary>Whether the evaluation is one of classes, and has an accuracy.</summary>
    public static bool Classifies(ICompiledNet net, Dataset data) =>
        data.HasLabels || net.Description.Loss is LossKind.CrossEntropy or LossKind.BinaryCrossEntropy;

    private ReadOnlySpan<float> Predict(int start, int rows)
    {
        Span<float> outputs = _outputs.AsSpan(0, rows * _net.OutputSize);
        int first = start * _data.InputSize, length = rows * _data.InputSize;
        if (_data.HasIndices)
            _net.Predict(_data.Indices.Slice(first, length), outputs);
        else
            _net.Predict(_data.Inputs.Slice(first, length), outputs);
        int index = DatasetChecks.IndexOfNotFinite(outputs);
        if (index >= 0)
        {
            (int row, int column) = Math.DivRem(index, _net.OutputSize);
            throw new OutputNotFiniteException(FormattableString.Invariant(
                $"For row {start + row} of the data, output {column} of net {_net.Description.Name} is {outputs[index]}; ")
                + "its parameters are not finite, or so large that it overflows.");
        }

        return outputs;
    }

    private double? Loss()
    {
        if (_net is not ITrainableNet net)
            return null;
        return (_data.HasIndices, _data.HasLabels) switch
        {
            (true, true) => net.ComputeLoss(_data.Indices, _data.Labels),
            (true, false) => net.ComputeLoss(_data.Indices, _data.Targets),
            (false, true) => net.ComputeLoss(_data.Inputs, _data.Labels),
            (false, false) => net.ComputeLoss(_data.Inputs, _data.Targets),
        };
    }

    private void Count(ConfusionMatrix confusion, ReadOnlySpan<float> outputs, int start, int rows)
    {
        int width = _net.OutputSize;
        if (_net.Description.Loss == LossKind.BinaryCrossEntropy)
        {
            ReadOnlySpan<float> targets = _data.Targets.Slice(start * width, rows * width);
            for (int i = 0; i < outputs.Length; i++)
                confusion.Add(targets[i] > 0.5f ? 1 : 0, Decide(outputs[i]));
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            int actual = _data.HasLabels ? _data.LabelOf(start + row) : IndexOfLargest(_data.TargetsOf(start + row));
            int predicted = width == 1 ? Decide(outputs[row]) : IndexOfLargest(outputs.Slice(row * width, width));
            confusion.Add(actual, predicted);
        }
    }

    private int Decide(float output) => output > (_net.Description.OutputActivation == Activation.Sigmoid ? 0.5f : 0f) ? 1 : 0;

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }

        return largest;
    }
}
