using System.Globalization;

namespace CompiledNets;

/// <summary>How well a net does on a dataset, from <see cref="NetEvaluationExtensions.Evaluate"/>.</summary>
public sealed class Evaluation
{
    internal Evaluation()
    {
    }

    /// <summary>The number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The loss the net was declared with, penalties included, in inference mode; null for a net declared without one.</summary>
    public double? Loss { get; init; }

    /// <summary>The share of right decisions, from 0 to 1; null if the net does not classify. The same as the matrix's.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>Which class was taken for which; null if the net does not classify.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>How far the outputs are from the targets; null if the net classifies.</summary>
    public RegressionMetrics? Regression { get; init; }

    /// <summary>The figures on one line: <c>2000 rows: loss 0.1913, accuracy 94.40 %</c>.</summary>
    public override string ToString()
    {
        List<string> figures = [];
        if (Loss is double loss)
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:G4}"));
        if (Accuracy is double accuracy)
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"accuracy {100 * accuracy:F2} %"));
        if (Regression is not null)
            figures.Add(Regression.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{Count} rows: {string.Join(", ", figures)}");
    }
}
