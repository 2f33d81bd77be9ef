using System.Globalization;

namespace CompiledNets;

/// <summary>
/// How often each class was taken for each class. Of a class c, with TP rows that are c and were called c, FP rows that were called c but
/// are not, and FN rows that are c but were not called so: precision is TP/(TP + FP), recall TP/(TP + FN), F1 their harmonic mean,
/// 2·TP/(2·TP + FP + FN). What would be 0/0 is 0. Names and conventions are scikit-learn's.
/// </summary>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes: their matrix takes 2 GB.</summary>
    private const int MaxClasses = 16_384;

    private readonly long[] _counts; // [actual, predicted]

    /// <summary>Counts what became of rows.</summary>
    /// <param name="actual">The class of each row.</param>
    /// <param name="predicted">The class that each row was taken for.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two classes.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not a class.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes)
        : this(classes)
    {
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"There are {predicted.Length} predicted classes for {actual.Length} actual ones."),
                nameof(predicted));
        }

        for (int row = 0; row < actual.Length; row++)
        {
            CheckClass(actual[row], nameof(actual));
            CheckClass(predicted[row], nameof(predicted));
            Add(actual[row], predicted[row]);
        }
    }

    internal ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (classes > MaxClasses)
        {
            throw new ArgumentOutOfRangeException(
                nameof(classes), classes, $"A confusion matrix holds at most {MaxClasses} classes; compare the outputs of Predict with the labels yourself where there are more.");
        }

        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of rows counted.</summary>
    public long Count { get; private set; }

    /// <summary>The number of rows that were taken for what they are.</summary>
    public long Correct { get; private set; }

    /// <summary>The share of rows that were taken for what they are; 0 if there are no rows.</summary>
    public double Accuracy => Ratio(Correct, Count);

    /// <summary>The mean of <see cref="Precision"/> over the classes that some row is or was taken for.</summary>
    public double MacroPrecision => MacroMean(Precision);

    /// <summary>The mean of <see cref="Recall"/> over the classes that some row is or was taken for.</summary>
    public double MacroRecall => MacroMean(Recall);

    /// <summary>The mean of <see cref="F1"/> over the classes that some row is or was taken for.</summary>
    public double MacroF1 => MacroMean(F1);

    /// <summary>The number of rows of one class that were taken for another, or the same.</summary>
    /// <param name="actual">The class that they are.</param>
    /// <param name="predicted">The class that they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] =>
        _counts[CheckRange(actual, nameof(actual)) * Classes + CheckRange(predicted, nameof(predicted))];

    /// <summary>The number of rows that are of a class.</summary>
    /// <param name="class">From 0 to Classes − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Support(int @class)
    {
        long sum = 0;
        for (int predicted = 0; predicted < Classes; predicted++)
            sum += this[@class, predicted];
        return sum;
    }

    /// <summary>The number of rows that were taken for a class.</summary>
    /// <param name="class">From 0 to Classes − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Predicted(int @class)
    {
        long sum = 0;
        for (int actual = 0; actual < Classes; actual++)
            sum += this[actual, @class];
        return sum;
    }

    /// <summary>Of the rows that were taken for a class, the share that are of it; 0 if none was.</summary>
    /// <param name="class">From 0 to Classes − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int @class) => Ratio(this[@class, @class], Predicted(@class));

    /// <summary>Of the rows that are of a class, the share that were taken for it; 0 if none is.</summary>
    /// <param name="class">From 0 to Classes − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int @class) => Ratio(this[@class, @class], Support(@class));

    /// <summary>The harmonic mean of precision and recall of a class; 0 if no row is of it and none was taken for it.</summary>
    /// <param name="class">From 0 to Classes − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int @class) => Ratio(2 * this[@class, @class], Support(@class) + Predicted(@class));

    /// <summary>
    /// The counts as an aligned table, one line for each class, with its precision, recall, F1 and rows; below it the macro averages.
    /// </summary>
    public override string ToString() =>
        ToString([.. Enumerable.Range(0, Classes).Select(@class => @class.ToString(CultureInfo.InvariantCulture))]);

    /// <inheritdoc cref="ToString()"/>
    /// <param name="classNames">What the classes are called.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToString(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (classNames.Count != Classes)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"There are {classNames.Count} names for {Classes} classes."), nameof(classNames));
        }

        return ConfusionTable.Write(this, classNames);
    }

    internal void Add(int actual, int predicted)
    {
        _counts[actual * Classes + predicted]++;
        Count++;
        if (actual == predicted)
            Correct++;
    }

    private double MacroMean(Func<int, double> metric)
    {
        double sum = 0;
        int occurring = 0;
        for (int @class = 0; @class < Classes; @class++)
        {
            if (Support(@class) + Predicted(@class) == 0)
                continue;
            sum += metric(@class);
            occurring++;
        }

        return occurring == 0 ? 0 : sum / occurring;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private void CheckClass(int @class, string parameter)
    {
        if ((uint)@class >= (uint)Classes)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{@class} is not a class; there are the classes 0 to {Classes - 1}."), parameter);
        }
    }

    private int CheckRange(int @class, string parameter) => (uint)@class < (uint)Classes
        ? @class
        : throw new ArgumentOutOfRangeException(
            parameter, @class, FormattableString.Invariant($"There are the classes 0 to {Classes - 1}."));
}
