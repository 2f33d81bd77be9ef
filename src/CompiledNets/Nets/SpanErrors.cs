using System.Diagnostics.CodeAnalysis;

namespace CompiledNets.Nets;

/// <summary>What <see cref="SpanChecks"/> throws: it looks again at what was found wrong, and says it to the person who passed it.</summary>
internal static class SpanErrors
{
    /// <summary>A number of things: "1 row", "2 rows".</summary>
    internal static string Count(long number, string unit) => $"{number} {unit}{(number == 1 ? "" : "s")}";

    [DoesNotReturn]
    public static void ThrowPredictRows(string net, int inputLength, int inputSize, int outputLength, int outputSize)
    {
        int rows = WholeRows(net, inputLength, inputSize);
        throw Wrong(
            net, "outputs", $"For {Rows(rows, inputLength)} the span must hold {Count((long)rows * outputSize, "value")} "
            + $"({outputSize} a row, OutputSize), but it holds {outputLength}. Pass a span of rows × {net}.OutputSize values.");
    }

    [DoesNotReturn]
    public static void ThrowOverlap(string net) =>
        throw Wrong(
            net, "outputs", "The outputs overlap the inputs, which would be overwritten while they are still read. "
            + "Pass two spans that share no memory.");

    [DoesNotReturn]
    public static void ThrowStep(string net, int inputLength, int inputSize, int outputLength, int outputSize) =>
        throw (inputLength != inputSize
            ? Wrong(
                net, "input", $"A step takes {Count(inputSize, "value")} (StepInputSize), one step's features, but {inputLength} came. "
                + "Call Step once for each step of the sequence, or Predict for a whole one.")
            : Wrong(
                net, "output", $"A step gives {Count(outputSize, "value")} (StepOutputSize), but the span holds {outputLength}. "
                + $"Pass a span of {net}.StepOutputSize values."));

    public static ArgumentException WrongState(string net, INetState? state) => state is null
        ? new ArgumentNullException(nameof(state), $"{net}, state: There is none. Create one with {net}.CreateState() and pass it to each step of a sequence.")
        : Wrong(
            net, nameof(state), $"The state is a {state.GetType().FullName}, which holds what another net carries. "
            + $"Pass one that {net}.CreateState() gave.");

    [DoesNotReturn]
    public static void ThrowIndex(string net, int row, int position, int index, int vocabulary) =>
        throw Wrong(
            net, "inputs", $"Row {row} has the index {index} at position {position}, but the indices are 0 to {vocabulary - 1}. "
            + (index < 0 ? "Number what is embedded from 0." : $"Number what is embedded from 0, or declare the Embedding with a vocabulary larger than {index}."));

    [DoesNotReturn]
    public static void ThrowRows(string net, int inputLength, int inputSize, int targetLength, int targetSize, int batchSize)
    {
        int rows = RowsWithin(net, inputLength, inputSize, batchSize);
        throw Wrong(
            net, "targets", $"For {Rows(rows, inputLength)} the span must hold {Count((long)rows * targetSize, "value")} "
            + $"({targetSize} a row, OutputSize), but it holds {targetLength}. Pass one row of targets for each row of input.");
    }

    [DoesNotReturn]
    public static void ThrowLabelCount(string net, int inputLength, int inputSize, int labelCount, int batchSize)
    {
        int rows = RowsWithin(net, inputLength, inputSize, batchSize);
        throw Wrong(
            net, "labels", $"For {Rows(rows, inputLength)} the span must hold {Count(rows, "label")}, but it holds {labelCount}. "
            + "Pass one label for each row of input.");
    }

    [DoesNotReturn]
    public static void ThrowLabel(string net, int row, int label, int classes) =>
        throw Wrong(
            net, "labels", $"The label of row {row} is {label}, but the classes are 0 to {classes - 1}. "
            + (label < 0 ? "Number the classes from 0." : $"Number the classes from 0, or declare a last layer of more than {label}."));

    [DoesNotReturn]
    public static void ThrowTensorLength(string net, TensorInfo tensor, int length, string parameterName) =>
        throw Wrong(
            net, parameterName, $"The tensor {tensor} has {Count(tensor.Length, "value")}, but the span holds {length}. "
            + "Pass a span of TensorInfo.Length values.");

    public static ArgumentException UnknownTensor(string net, string? name, IReadOnlyList<TensorInfo> tensors)
    {
        if (tensors.Count == 0)
            return Wrong(net, "name", $"There is no tensor '{name}': the net has no tensors.");

        string? nearest = Spelling.Nearest(name ?? "", tensors.Select(tensor => tensor.Name));
        string suggestion = nearest is null ? "" : $" Did you mean '{nearest}'?";
        return Wrong(
            net, "name", $"There is no tensor '{name}'.{suggestion} The tensors are {string.Join(", ", tensors.Select(tensor => tensor.Name))}.");
    }

    public static ArgumentException NoGradient(string net, string name) =>
        Wrong(net, "name", $"The tensor '{name}' is an average over batches, which no gradient changes. Read it with ReadTensor, and gradients of tensors whose TensorInfo.IsTrained is true.");

    [DoesNotReturn]
    public static void ThrowOneRow(string net, string layer) =>
        throw Wrong(
            net, "inputs", $"There is one row, and layer '{layer}' normalises each value over the rows of the batch: of one value the variance is 0. "
            + "Pass at least two rows; where batches are cut from data, choose a BatchSize that does not leave one row over.");

    [DoesNotReturn]
    public static void ThrowLearningRate(string net, double value) =>
        throw new ArgumentOutOfRangeException(
            nameof(value), value, FormattableString.Invariant($"{net}, LearningRate: {value} is not a step size. ")
            + "It must be 0 to 1e6; 0 stops learning.");

    [DoesNotReturn]
    public static void ThrowThreads(string net, int threads) =>
        throw new ArgumentOutOfRangeException(
            nameof(threads), threads, FormattableString.Invariant($"{net} trainer, threads: {threads} cannot share a step. ")
            + FormattableString.Invariant($"Pass 1 for the calling thread alone, or more, up to {SpanChecks.MostThreads}; more than there are cores do not help."));

    public static NotSupportedException LabelsNeedCrossEntropy(string net, LossKind loss) =>
        new($"{net}, labels: class labels need the loss CrossEntropy, but the net is declared with {loss}. "
            + "Pass targets as floats, OutputSize a row, or declare [CrossEntropy].");

    public static NotSupportedException TakesNumbers(string net) =>
        new($"{net}, inputs: the net takes numbers, but indices came. Pass inputs as floats; a net whose first layer is [Embedding] takes indices.");

    public static NotSupportedException TakesIndices(string net, int vocabulary) =>
        new($"{net}, inputs: the net begins with an Embedding and takes indices from 0 to {vocabulary - 1}, but numbers came. Pass inputs as ints.");

    public static InvalidOperationException NoGradients(string net, bool areComputed) =>
        new($"{net}, ApplyGradients: " + (areComputed
            ? "the gradients computed last are not finite, so the net keeps its parameters. Try a smaller LearningRate, [ClipGradients], or inputs of a smaller scale."
            : "there are no gradients to apply. Call ComputeGradients before each ApplyGradients, or TrainStep for both."));

    private static int RowsWithin(string net, int inputLength, int inputSize, int batchSize)
    {
        int rows = WholeRows(net, inputLength, inputSize);
        if (rows == 0)
            throw Wrong(net, "inputs", $"There are no rows: the mean over them is not defined. Pass at least one row of {inputSize} values.");
        if (rows > batchSize)
            throw Wrong(
                net, "inputs", $"A step takes at most {Count(batchSize, "row")} (BatchSize), but {rows} rows came ({Count(inputLength, "value")}). "
                + $"Pass fewer rows, let Fit cut the data into batches, or declare the net with BatchSize = {rows}.");
        return rows;
    }

    private static int WholeRows(string net, int inputLength, int inputSize)
    {
        (int rows, int rest) = Math.DivRem(inputLength, inputSize);
        if (rest != 0)
            throw Wrong(
                net, "inputs", $"{Count(inputLength, "value")} are not whole rows of {inputSize} (InputSize): {Count(rows, "row")} and "
                + $"{Count(rest, "value")} left over. Pass a span of rows × {net}.InputSize values.");
        return rows;
    }

    private static ArgumentException Wrong(string net, string parameter, string fault) => new($"{net}, {parameter}: {fault}", parameter);

    private static string Rows(int rows, int inputLength) => $"{Count(rows, "row")} of input ({Count(inputLength, "value")})";
}
