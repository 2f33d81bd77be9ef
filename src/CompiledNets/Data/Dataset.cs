using System.Globalization;
using CompiledNets.Randomness;

namespace CompiledNets;

/// <summary>
/// Rows to train on or to evaluate with, held in memory: inputs, which are numbers or, for nets that begin with an Embedding, indices; and with each row either a
/// class label or target values. A dataset has at least one row. It is a view of the memory it was given, which is not copied and must not be changed while the dataset is used.
/// </summary>
/// <example>
/// <code>
/// var data = Dataset.WithLabels(inputs, labels);             // inputs: [rows, inputSize], one label a row
/// (Dataset train, Dataset test) = data.Split(0.8, seed: 1);  // shuffled; 80 % and 20 %
/// </code>
/// </example>
public sealed class Dataset
{
    // Seeded orders are numbered: 0 splits, 1 and above are the orders of a training's epochs.
    private const ulong SplitStream = 0;

    private readonly DatasetRows _rows;

    private Dataset(DatasetRows rows, int count, bool hasIndices, bool hasLabels)
    {
        _rows = rows;
        Count = count;
        HasIndices = hasIndices;
        HasLabels = hasLabels;
        InputSize = (hasIndices ? rows.Indices.Length : rows.Inputs.Length) / count;
        TargetSize = rows.Targets.Length / count;
    }

    /// <summary>The number of rows, at least 1.</summary>
    public int Count { get; }

    /// <summary>The number of input values in a row, at least 1.</summary>
    public int InputSize { get; }

    /// <summary>The number of target values in a row; 0 if the rows have labels.</summary>
    public int TargetSize { get; }

    /// <summary>Whether rows have class labels; otherwise they have target values.</summary>
    public bool HasLabels { get; }

    /// <summary>Whether inputs are indices, for a net that begins with an Embedding; otherwise they are numbers.</summary>
    public bool HasIndices { get; }

    /// <summary>The inputs of all rows, <c>[Count, InputSize]</c>.</summary>
    /// <exception cref="InvalidOperationException">The inputs are indices.</exception>
    public ReadOnlySpan<float> Inputs => !HasIndices
        ? _rows.Inputs.Span
        : throw new InvalidOperationException("The dataset's inputs are indices, not numbers: read Indices, or make it of floats.");

    /// <summary>The inputs of all rows where they are indices, <c>[Count, InputSize]</c>.</summary>
    /// <exception cref="InvalidOperationException">The inputs are numbers.</exception>
    public ReadOnlySpan<int> Indices => HasIndices
        ? _rows.Indices.Span
        : throw new InvalidOperationException("The dataset's inputs are numbers, not indices: read Inputs, or make it of ints.");

    /// <summary>The labels of all rows, <c>[Count]</c>.</summary>
    /// <exception cref="InvalidOperationException">The rows have target values.</exception>
    public ReadOnlySpan<int> Labels => HasLabels
        ? _rows.Labels.Span
        : throw new InvalidOperationException("The dataset has target values, not labels: read Targets, or use Dataset.WithLabels.");

    /// <summary>The target values of all rows, <c>[Count, TargetSize]</c>.</summary>
    /// <exception cref="InvalidOperationException">The rows have labels.</exception>
    public ReadOnlySpan<float> Targets => !HasLabels
        ? _rows.Targets.Span
        : throw new InvalidOperationException("The dataset has labels, not target values: read Labels, or use Dataset.WithTargets.");

    /// <summary>
    /// Makes a dataset of rows that each belong to a class. The row width is the number of inputs divided by the number of labels.
    /// </summary>
    /// <param name="inputs"><c>[rows, inputSize]</c>.</param>
    /// <param name="labels">The class of each row, counted from 0; there is one row for each.</param>
    /// <exception cref="ArgumentException">There is no row, or the inputs do not divide into as many rows as there are labels.</exception>
    public static Dataset WithLabels(ReadOnlyMemory<float> inputs, ReadOnlyMemory<int> labels)
    {
        if (labels.Length == 0)
            throw new ArgumentException("A dataset needs at least one row; there is no label.", nameof(labels));
        CheckDivides(inputs.Length, labels.Length, nameof(inputs));
        return new Dataset(new DatasetRows { Inputs = inputs, Labels = labels }, labels.Length, hasIndices: false, hasLabels: true);
    }

    /// <summary>The same for a net that begins with an Embedding.</summary>
    /// <param name="indices"><c>[rows, inputSize]</c>, each from 0 to the net's vocabulary − 1.</param>
    /// <param name="labels">The class of each row, counted from 0; there is one row for each.</param>
    /// <exception cref="ArgumentException">There is no row, or the indices do not divide into as many rows as there are labels.</exception>
    public static Dataset WithLabels(ReadOnlyMemory<int> indices, ReadOnlyMemory<int> labels)
    {
        if (labels.Length == 0)
            throw new ArgumentException("A dataset needs at least one row; there is no label.", nameof(labels));
        CheckDivides(indices.Length, labels.Length, nameof(indices));
        return new Dataset(new DatasetRows { Indices = indices, Labels = labels }, labels.Length, hasIndices: true, hasLabels: true);
    }

    /// <summary>
    /// Makes a dataset of rows that each have target values: numbers to predict, yes and no as 1 and 0, or the probability of each class.
    /// </summary>
    /// <param name="inputs"><c>[count, inputSize]</c>.</param>
    /// <param name="targets"><c>[count, targetSize]</c>.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentException">There is no row, or the inputs or targets do not divide into that many rows.</exception>
    public static Dataset WithTargets(ReadOnlyMemory<float> inputs, ReadOnlyMemory<float> targets, int count)
    {
        if (count < 1)
            throw new ArgumentException($"A dataset needs at least one row; the count is {Text(count)}.", nameof(count));
        CheckDivides(inputs.Length, count, nameof(inputs));
        CheckDivides(targets.Length, count, nameof(targets));
        return new Dataset(new DatasetRows { Inputs = inputs, Targets = targets }, count, hasIndices: false, hasLabels: false);
    }

    /// <summary>The same for a net that begins with an Embedding.</summary>
    /// <param name="indices"><c>[count, inputSize]</c>, each from 0 to the net's vocabulary − 1.</param>
    /// <param name="targets"><c>[count, targetSize]</c>.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentException">There is no row, or the indices or targets do not divide into that many rows.</exception>
    public static Dataset WithTargets(ReadOnlyMemory<int> indices, ReadOnlyMemory<float> targets, int count)
    {
        if (count < 1)
            throw new ArgumentException($"A dataset needs at least one row; the count is {Text(count)}.", nameof(count));
        CheckDivides(indices.Length, count, nameof(indices));
        CheckDivides(targets.Length, count, nameof(targets));
        return new Dataset(new DatasetRows { Indices = indices, Targets = targets }, count, hasIndices: true, hasLabels: false);
    }

    /// <summary>The inputs of one row, <c>[InputSize]</c>.</summary>
    /// <param name="row">From 0 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are indices.</exception>
    public ReadOnlySpan<float> InputsOf(int row) => Inputs.Slice(CheckRow(row) * InputSize, InputSize);

    /// <summary>The inputs of one row where they are indices, <c>[InputSize]</c>.</summary>
    /// <param name="row">From 0 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are numbers.</exception>
    public ReadOnlySpan<int> IndicesOf(int row) => Indices.Slice(CheckRow(row) * InputSize, InputSize);

    /// <summary>The label of one row.</summary>
    /// <param name="row">From 0 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The rows have target values.</exception>
    public int LabelOf(int row) => Labels[CheckRow(row)];

    /// <summary>The target values of one row, <c>[TargetSize]</c>.</summary>
    /// <param name="row">From 0 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The rows have labels.</exception>
    public ReadOnlySpan<float> TargetsOf(int row) => Targets.Slice(CheckRow(row) * TargetSize, TargetSize);

    /// <summary>
    /// Splits the rows at random: a first part of about <c>fraction·Count</c> rows, and the rest. The same seed gives the same parts,
    /// whatever was split or shuffled before. Each part has at least one row; both are copies.
    /// </summary>
    /// <param name="fraction">The share of the first part, more than 0 and less than 1.</param>
    /// <param name="seed">Says which of the random orders.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There is one row only.</exception>
    public (Dataset Train, Dataset Test) Split(double fraction, int seed = 0)
    {
        (int[] train, int[] test) = SplitRows(fraction, seed);
        return (Select(train), Select(test));
    }

    /// <summary>Splits the rows in the order in which they are: the first ones, and the rest. Nothing is copied.</summary>
    /// <param name="count">The number of rows of the first part, from 1 to Count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the parts would be empty.</exception>
    public (Dataset Train, Dataset Test) SplitAt(int count)
    {
        if (count < 1 || count >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"Both parts need at least one row; {Text(Count)} rows can be split at 1 to {Text(Count - 1)}.");
        }

        return (Slice(0, count), Slice(count, Count - count));
    }

    /// <summary>Some rows that follow one another. Nothing is copied.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows, or none at all.</exception>
    public Dataset Slice(int start, int count)
    {
        if (start < 0 || start >= Count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The dataset has rows 0 to {Text(Count - 1)}.");
        if (count < 1 || count > Count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"From row {Text(start)} on there are {Text(Count - start)} rows, of which at least one is needed.");
        }

        return new Dataset(_rows.Slice(start, count, Count), count, HasIndices, HasLabels);
    }

    /// <summary>A copy of the rows that are named, in the order in which they are named; a row may come more than once.</summary>
    /// <param name="rows">Each from 0 to Count − 1; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is not a row.</exception>
    public Dataset Select(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException("A dataset needs at least one row; none was selected.", nameof(rows));
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Count)
            {
                throw new ArgumentException(
                    $"Selection {Text(i)} is row {Text(rows[i])}; the dataset has rows 0 to {Text(Count - 1)}.", nameof(rows));
            }
        }

        DatasetBuffer copy = CreateBuffer(rows.Length);
        CopyRows(rows, copy);
        return new Dataset(copy.Rows, rows.Length, HasIndices, HasLabels);
    }

    /// <summary>What it holds: <c>8000 rows of 784 inputs with labels</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} rows of {InputSize} {(HasIndices ? "indices" : "inputs")} with ")
        + (HasLabels ? "labels" : string.Create(CultureInfo.InvariantCulture, $"{TargetSize} targets"));

    /// <summary>The rows of the two parts of <see cref="Split"/>.</summary>
    internal (int[] Train, int[] Test) SplitRows(double fraction, int seed)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction must be more than 0 and less than 1.");
        if (Count == 1)
            throw new InvalidOperationException("A dataset of one row cannot be split.");
        int[] rows = new int[Count];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = row;
        Permutation.Shuffle(rows, (uint)seed, SplitStream);
        int first = Math.Clamp((int)Math.Round(fraction * Count), 1, Count - 1);
        return (rows[..first], rows[first..]);
    }

    /// <summary>Room for copies of so many rows.</summary>
    internal DatasetBuffer CreateBuffer(int rows) => new(
        Inputs: new float[HasIndices ? 0 : checked(rows * InputSize)],
        Indices: new int[HasIndices ? checked(rows * InputSize) : 0],
        Labels: new int[HasLabels ? rows : 0],
        Targets: new float[checked(rows * TargetSize)]);

    /// <summary>Copies rows, which must exist, to the start of a buffer.</summary>
    internal void CopyRows(ReadOnlySpan<int> rows, DatasetBuffer buffer)
    {
        if (HasIndices)
            CopyRows(_rows.Indices.Span, InputSize, rows, buffer.Indices);
        else
            CopyRows(_rows.Inputs.Span, InputSize, rows, buffer.Inputs);
        if (HasLabels)
            CopyRows(_rows.Labels.Span, 1, rows, buffer.Labels);
        else
            CopyRows(_rows.Targets.Span, TargetSize, rows, buffer.Targets);
    }

    private static void CopyRows<T>(ReadOnlySpan<T> source, int width, ReadOnlySpan<int> rows, Span<T> destination)
    {
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * width, width).CopyTo(destination.Slice(i * width, width));
    }

    private static void CheckDivides(int values, int rows, string parameter)
    {
        if (values == 0 || values % rows != 0)
        {
            throw new ArgumentException(
                $"{Text(values)} values do not divide into {Text(rows)} rows of the same width.", parameter);
        }
    }

    private int CheckRow(int row) => (uint)row < (uint)Count
        ? row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The dataset has rows 0 to {Text(Count - 1)}.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
