using CompiledNets;

namespace ReadingDigits;

/// <summary>What a net makes of one picture of a data set.</summary>
internal sealed class Prediction(Dataset data, int row, ReadOnlyMemory<float> probabilities)
{
    private readonly ReadOnlyMemory<float> _probabilities = probabilities;

    /// <summary>The picture, <c>[28 × 28]</c>, from 0 (paper) to 1 (ink).</summary>
    public ReadOnlySpan<float> Pixels => data.InputsOf(row);

    /// <summary>The digit that it shows.</summary>
    public int Truth => data.LabelOf(row);

    /// <summary>The digits, the one that the net thinks most probable first.</summary>
    public IEnumerable<int> Ranking => Enumerable.Range(0, _probabilities.Length).OrderByDescending(ProbabilityOf);

    /// <summary>The most probable digit.</summary>
    public int Digit => Ranking.First();

    /// <summary>How probable the net thinks a digit.</summary>
    public float ProbabilityOf(int digit) => _probabilities.Span[digit];

    /// <summary>Whether another net's prediction is the same, to the bit.</summary>
    public bool IsSameAs(Prediction other) => _probabilities.Span.SequenceEqual(other._probabilities.Span);

    /// <summary>Shows all pictures to a net.</summary>
    public static Prediction[] Of(ICompiledNet net, Dataset data)
    {
        int classes = net.OutputSize;
        var outputs = new float[data.Count * classes];
        net.Predict(data.Inputs, outputs);
        return [.. Enumerable.Range(0, data.Count).Select(row => new Prediction(data, row, outputs.AsMemory(row * classes, classes)))];
    }

    /// <summary>The mistakes, first those in which the net thought the truth least probable.</summary>
    public static Prediction[] Mistakes(IEnumerable<Prediction> predictions) =>
        [.. predictions.Where(prediction => prediction.Digit != prediction.Truth).OrderBy(mistake => mistake.ProbabilityOf(mistake.Truth))];
}
