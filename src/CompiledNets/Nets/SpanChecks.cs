using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNets.Nets;

/// <summary>
/// The checks of arguments that generated code makes. Each is a few comparisons that inline into the caller, where the sizes are
/// constants; what is thrown is made elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanChecks
{
    /// <summary>Checks the lengths of <c>Predict</c>; no rows are allowed.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>inputs</c>.</param>
    /// <param name="inputSize">The number of values in one row of input.</param>
    /// <param name="outputLength">The number of values in <c>outputs</c>.</param>
    /// <param name="outputSize">The number of values in one row of output.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">The inputs are not whole rows, or the outputs are not as many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PredictRows(string net, int inputLength, int inputSize, int outputLength, int outputSize)
    {
        int rows = Rows(inputLength, inputSize);
        if (rows * inputSize != inputLength || (long)rows * outputSize != outputLength)
            SpanErrors.ThrowPredictRows(net, inputLength, inputSize, outputLength, outputSize);
        return rows;
    }

    /// <summary>Checks that <c>Predict</c> does not overwrite what it still has to read.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputs">What is read.</param>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="ArgumentException">The spans overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(string net, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
    {
        if (inputs.Overlaps(outputs))
            SpanErrors.ThrowOverlap(net);
    }

    /// <summary>Checks the lengths of a step of a sequence.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>input</c>.</param>
    /// <param name="inputSize">The number of values in one step of input.</param>
    /// <param name="outputLength">The number of values in <c>output</c>.</param>
    /// <param name="outputSize">The number of values that a step gives.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(string net, int inputLength, int inputSize, int outputLength, int outputSize)
    {
        if (inputLength != inputSize || outputLength != outputSize)
            SpanErrors.ThrowStep(net, inputLength, inputSize, outputLength, outputSize);
    }

    /// <summary>Makes the exception for a state that another class of nets created, or for none.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="state">What came as the parameter <c>state</c>.</param>
    public static ArgumentException WrongState(string net, INetState? state) => SpanErrors.WrongState(net, state);

    /// <inheritdoc cref="NoOverlap(string, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(string net, ReadOnlySpan<int> inputs, ReadOnlySpan<float> outputs) =>
        NoOverlap(net, MemoryMarshal.Cast<int, float>(inputs), outputs);

    /// <summary>Checks that all inputs are in the vocabulary.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputs">The indices.</param>
    /// <param name="inputSize">The number of indices in one row of input.</param>
    /// <param name="vocabulary">How many indices there are to choose from.</param>
    /// <exception cref="ArgumentException">One is not 0 to <paramref name="vocabulary"/> − 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Indices(string net, ReadOnlySpan<int> inputs, int inputSize, int vocabulary)
    {
        int place = inputs.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (place >= 0)
            SpanErrors.ThrowIndex(net, place / inputSize, place % inputSize, inputs[place], vocabulary);
    }

    /// <summary>Checks the lengths of a training step with targets.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>inputs</c>.</param>
    /// <param name="inputSize">The number of values in one row of input.</param>
    /// <param name="targetLength">The number of values in <c>targets</c>.</param>
    /// <param name="targetSize">The number of values in one row of targets.</param>
    /// <param name="batchSize">The most rows of a step.</param>
    /// <returns>The number of rows, 1 to <paramref name="batchSize"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not whole rows, none or too many, or the targets are not as many.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StepRows(string net, int inputLength, int inputSize, int targetLength, int targetSize, int batchSize)
    {
        int rows = Rows(inputLength, inputSize);
        if (rows * inputSize != inputLength || rows == 0 || rows > batchSize || (long)rows * targetSize != targetLength)
            SpanErrors.ThrowRows(net, inputLength, inputSize, targetLength, targetSize, batchSize);
        return rows;
    }

    /// <summary>Checks the lengths of <c>ComputeLoss</c> with targets.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>inputs</c>.</param>
    /// <param name="inputSize">The number of values in one row of input.</param>
    /// <param name="targetLength">The number of values in <c>targets</c>.</param>
    /// <param name="targetSize">The number of values in one row of targets.</param>
    /// <returns>The number of rows, at least 1.</returns>
    /// <exception cref="ArgumentException">The inputs are not whole rows or none, or the targets are not as many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LossRows(string net, int inputLength, int inputSize, int targetLength, int targetSize) =>
        StepRows(net, inputLength, inputSize, targetLength, targetSize, int.MaxValue);

    /// <summary>Checks the lengths and the labels of a training step.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>inputs</c>.</param>
    /// <param name="inputSize">The number of values in one row of input.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="batchSize">The most rows of a step.</param>
    /// <returns>The number of rows, 1 to <paramref name="batchSize"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not whole rows, none or too many, the labels are not as many, or one is not 0 to <paramref name="classes"/> − 1.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StepLabels(string net, int inputLength, int inputSize, ReadOnlySpan<int> labels, int classes, int batchSize)
    {
        int rows = Rows(inputLength, inputSize);
        if (rows * inputSize != inputLength || rows == 0 || rows > batchSize || rows != labels.Length)
            SpanErrors.ThrowLabelCount(net, inputLength, inputSize, labels.Length, batchSize);
        LabelsAreClasses(net, labels, classes);
        return rows;
    }

    /// <summary>Checks the lengths and the labels of <c>ComputeLoss</c>.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="inputLength">The number of values in <c>inputs</c>.</param>
    /// <param name="inputSize">The number of values in one row of input.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The number of rows, at least 1.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not whole rows or none, the labels are not as many, or one is not 0 to <paramref name="classes"/> − 1.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LossLabels(string net, int inputLength, int inputSize, ReadOnlySpan<int> labels, int classes) =>
        StepLabels(net, inputLength, inputSize, labels, classes, int.MaxValue);

    /// <summary>Checks the length of a span for a tensor's values.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="length">The number of values that came.</param>
    /// <param name="parameterName">The parameter that they came in.</param>
    /// <exception cref="ArgumentException">The tensor has another number of values.</exception>
    public static void TensorLength(string net, TensorInfo tensor, int length, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (length != tensor.Length)
            SpanErrors.ThrowTensorLength(net, tensor, length, parameterName);
    }

    /// <summary>Makes the exception for a tensor that a net does not have.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="name">The name that came as the parameter <c>name</c>.</param>
    /// <param name="tensors">The tensors that there are.</param>
    public static ArgumentException UnknownTensor(string net, string? name, IReadOnlyList<TensorInfo> tensors) =>
        SpanErrors.UnknownTensor(net, name, tensors);

    /// <summary>Makes the exception for the gradient of a tensor that is not trained.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="name">The tensor, which came as the parameter <c>name</c>.</param>
    public static ArgumentException NoGradient(string net, string name) => SpanErrors.NoGradient(net, name);

    /// <summary>Checks that a training step has rows enough for a layer that normalises each value over them.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="layer">The name of the layer.</param>
    /// <param name="rows">The number of rows of the step.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentException">There is one row only.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowsToNormalize(string net, string layer, int rows)
    {
        if (rows == 1)
            SpanErrors.ThrowOneRow(net, layer);
        return rows;
    }

    /// <summary>Checks a learning rate.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="value">The learning rate.</param>
    /// <returns>The same learning rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, above 1e6 or NaN.</exception>
    public static double LearningRate(string net, double value)
    {
        if (!(value >= 0 && value <= 1e6))
            SpanErrors.ThrowLearningRate(net, value);
        return value;
    }

    /// <summary>The most threads of a trainer.</summary>
    public const int MostThreads = 1024;

    /// <summary>Checks the number of threads of a trainer.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="threads">The number of threads, the calling one included.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1 or above <see cref="MostThreads"/>.</exception>
    public static int Threads(string net, int threads)
    {
        if (threads is < 1 or > MostThreads)
            SpanErrors.ThrowThreads(net, threads);
        return threads;
    }

    /// <summary>Makes the exception for labels that come to a net whose loss is not cross-entropy.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="loss">The loss of the net.</param>
    public static NotSupportedException LabelsNeedCrossEntropy(string net, LossKind loss) =>
        SpanErrors.LabelsNeedCrossEntropy(net, loss);

    /// <summary>Makes the exception for indices that come to a net that takes numbers.</summary>
    /// <param name="net">The name of the net.</param>
    public static NotSupportedException TakesNumbers(string net) => SpanErrors.TakesNumbers(net);

    /// <summary>Makes the exception for numbers that come to a net that takes indices.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="vocabulary">How many indices there are.</param>
    public static NotSupportedException TakesIndices(string net, int vocabulary) => SpanErrors.TakesIndices(net, vocabulary);

    /// <summary>Makes the exception for gradients that cannot be applied.</summary>
    /// <param name="net">The name of the net.</param>
    /// <param name="areComputed">Whether they were computed at all since the last update.</param>
    public static InvalidOperationException NoGradients(string net, bool areComputed) => SpanErrors.NoGradients(net, areComputed);

    // Unsigned, because a length is never negative and a constant divisor is then one multiplication.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Rows(int length, int size) => (int)((uint)length / (uint)size);

    private static void LabelsAreClasses(string net, ReadOnlySpan<int> labels, int classes)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
                SpanErrors.ThrowLabel(net, row, labels[row], classes);
        }
    }
}
