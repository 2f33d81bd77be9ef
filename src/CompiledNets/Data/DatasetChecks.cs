using System.Numerics;
using System.Runtime.InteropServices;
using CompiledNets.Nets;

namespace CompiledNets;

/// <summary>
/// Whether a dataset fits a net. All of it is checked before the first step, so that a bad row is reported by its number and not as a loss
/// that became NaN an hour later.
/// </summary>
internal static class DatasetChecks
{
    // Target probabilities are often rounded or computed in single precision.
    private const double ProbabilitySumTolerance = 1e-3;

    /// <summary>Checks everything that <c>TrainStep</c> and <c>ComputeLoss</c> ask of data, and that all values are finite.</summary>
    /// <param name="net">The net.</param>
    /// <param name="data">The data.</param>
    /// <param name="what">What the data is for, in messages: "training data".</param>
    /// <param name="parameter">The name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public static void CheckFits(ICompiledNet net, Dataset data, string what, string parameter)
    {
        string name = net.Description.Name;
        if (data.InputSize != net.InputSize)
        {
            throw new ArgumentException(
                Message($"The {what} has {data.InputSize} inputs in a row; net {name} takes {net.InputSize}."), parameter);
        }

        CheckKindOfInputs(net, data, what, parameter);
        if (data.HasLabels)
            CheckLabels(net, data, what, parameter);
        else
            CheckTargets(net, data, what, parameter);
        if (net.Description.Vocabulary is int vocabulary)
            CheckIndices(data, vocabulary, name, what, parameter);
        else
            CheckFinite(data.Inputs, data.InputSize, name, what, "input", parameter);
    }

    private static void CheckKindOfInputs(ICompiledNet net, Dataset data, string what, string parameter)
    {
        NetDescription description = net.Description;
        if (description.Vocabulary is int vocabulary && !data.HasIndices)
        {
            throw new ArgumentException(
                Message($"The {what} has numbers as inputs; net {description.Name} begins with an Embedding and takes indices from 0 to ")
                + Message($"{vocabulary - 1}. Make the dataset of ints, with Dataset.WithLabels or Dataset.WithTargets."),
                parameter);
        }

        if (description.Vocabulary is null && data.HasIndices)
        {
            throw new ArgumentException(
                Message($"The {what} has indices as inputs; net {description.Name} takes numbers. Make the dataset of floats, or begin the net with [Embedding]."),
                parameter);
        }
    }

    private static void CheckIndices(Dataset data, int vocabulary, string name, string what, string parameter)
    {
        int place = data.Indices.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (place >= 0)
        {
            throw new ArgumentException(
                Message($"Row {place / data.InputSize} of the {what} has the index {data.Indices[place]} at position {place % data.InputSize}; net {name} has the ")
                + Message($"indices 0 to {vocabulary - 1}."),
                parameter);
        }
    }

    private static void CheckLabels(ICompiledNet net, Dataset data, string what, string parameter)
    {
        string name = net.Description.Name;
        LossKind loss = net.Description.Loss;
        if (loss is not (LossKind.CrossEntropy or LossKind.None))
        {
            throw new ArgumentException(
                Message($"The {what} has labels, but net {name} has the loss {loss}, which compares with target values; give it labels as ")
                + "values with Dataset.WithTargets, or declare the net with [CrossEntropy].",
                parameter);
        }

        int classes = ClassesOf(net);
        ReadOnlySpan<int> labels = data.Labels;
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentException(
                    Message($"Row {row} of the {what} has the label {labels[row]}; net {name} has the classes 0 to {classes - 1}."),
                    parameter);
            }
        }
    }

    private static void CheckTargets(ICompiledNet net, Dataset data, string what, string parameter)
    {
        string name = net.Description.Name;
        if (data.TargetSize != net.OutputSize)
        {
            string wayOut = net.Description.Loss == LossKind.CrossEntropy && data.TargetSize == 1
                ? " If they are classes, make the dataset with Dataset.WithLabels."
                : "";
            throw new ArgumentException(
                Message($"A row of the {what} has {SpanErrors.Count(data.TargetSize, "target")}; net {name} has {SpanErrors.Count(net.OutputSize, "output")}.{wayOut}"), parameter);
        }

        CheckFinite(data.Targets, data.TargetSize, name, what, "target", parameter);
        if (net.Description.Loss is LossKind.CrossEntropy or LossKind.BinaryCrossEntropy)
            CheckProbabilities(net, data, what, parameter);
    }

    private static void CheckProbabilities(ICompiledNet net, Dataset data, string what, string parameter)
    {
        string name = net.Description.Name;
        LossKind loss = net.Description.Loss;
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> targets = data.TargetsOf(row);
            double sum = 0;
            for (int column = 0; column < targets.Length; column++)
            {
                if (targets[column] is < 0 or > 1)
                {
                    throw new ArgumentException(
                        Message($"Row {row} of the {what} has the target {targets[column]} in column {column}; the loss of net {name}, ")
                        + Message($"{loss}, takes probabilities from 0 to 1."),
                        parameter);
                }

                sum += targets[column];
            }

            if (loss == LossKind.CrossEntropy && Math.Abs(sum - 1) > ProbabilitySumTolerance)
            {
                throw new ArgumentException(
                    Message($"The targets in row {row} of the {what} sum to {sum}; the loss of net {name}, {loss}, takes the ")
                    + "probabilities of the classes, which sum to 1.",
                    parameter);
            }
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> values, int width, string name, string what, string kind, string parameter)
    {
        int index = IndexOfNotFinite(values);
        if (index >= 0)
        {
            throw new ArgumentException(
                Message($"Row {index / width} of the {what} for net {name} has the {kind} {values[index]} in column {index % width}; ")
                + "every value must be finite.",
                parameter);
        }
    }

    /// <summary>The classes that labels can name: one for each output, but two for a single output, which says yes or no.</summary>
    public static int ClassesOf(ICompiledNet net) => Math.Max(net.OutputSize, 2);

    /// <summary>The index of the first value that is NaN or infinite, or −1.</summary>
    public static int IndexOfNotFinite(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        int vector = 0;
        // v − v is 0 where v is finite and NaN elsewhere.
        while (vector < vectors.Length && Vector.EqualsAll(vectors[vector] - vectors[vector], Vector<float>.Zero))
            vector++;
        for (int i = vector * Vector<float>.Count; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    private static string Message(FormattableString message) => FormattableString.Invariant(message);
}
