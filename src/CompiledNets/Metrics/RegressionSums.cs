namespace CompiledNets;

/// <summary>The sums behind <see cref="RegressionMetrics"/>, in double, for one dataset.</summary>
internal sealed class RegressionSums
{
    private readonly Dataset _data;
    private readonly double[] _means;
    private readonly double[] _squaredErrors;
    private readonly double[] _squaredDeviations; // from the mean: Σ(t − t̄)² of each output
    private double _absoluteErrors;

    public RegressionSums(Dataset data)
    {
        _data = data;
        _means = new double[data.TargetSize];
        _squaredErrors = new double[data.TargetSize];
        _squaredDeviations = new double[data.TargetSize];
        // Relative to the first row's target, so that the mean of a constant column is that constant to the bit.
        ReadOnlySpan<float> first = data.TargetsOf(0);
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> targets = data.TargetsOf(row);
            for (int column = 0; column < targets.Length; column++)
                _means[column] += (double)targets[column] - first[column];
        }

        for (int column = 0; column < _means.Length; column++)
            _means[column] = first[column] + _means[column] / data.Count;
    }

    /// <summary>Adds the outputs, <c>[rows, TargetSize]</c>, for some rows of the dataset.</summary>
    public void Add(ReadOnlySpan<float> outputs, int start, int rows)
    {
        int width = _means.Length;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> targets = _data.TargetsOf(start + row);
            for (int column = 0; column < width; column++)
            {
                double error = (double)outputs[row * width + column] - targets[column];
                double deviation = targets[column] - _means[column];
                _absoluteErrors += Math.Abs(error);
                _squaredErrors[column] += error * error;
                _squaredDeviations[column] += deviation * deviation;
            }
        }
    }

    public RegressionMetrics ToMetrics()
    {
        double values = (double)_data.Count * _means.Length;
        return new RegressionMetrics
        {
            MeanAbsoluteError = _absoluteErrors / values,
            RootMeanSquaredError = Math.Sqrt(_squaredErrors.Sum() / values),
            RSquared = _data.Count == 1 ? double.NaN : Enumerable.Range(0, _means.Length).Average(RSquared),
        };
    }

    private double RSquared(int column)
    {
        if (_squaredDeviations[column] == 0)
            return _squaredErrors[column] == 0 ? 1 : 0;
        return 1 - _squaredErrors[column] / _squaredDeviations[column];
    }
}
