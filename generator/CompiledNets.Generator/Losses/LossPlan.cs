namespace CompiledNets.Generator.Losses;

/// <summary>A planned loss over rows of <paramref name="Width"/> outputs.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Parameter">Huber's δ or the label smoothing ε.</param>
/// <param name="Width">The values in a row.</param>
/// <param name="RowCapacity">The most rows that are evaluated at once, a multiple of 16: the length of each array of numbers per row.</param>
internal sealed record LossPlan(LossKind Kind, double Parameter, int Width, int RowCapacity)
{
    /// <summary>Outputs up to which a block of rows is transposed, 8 kB of the stack: sums across the lanes of a single row would take longer.</summary>
    private const int NarrowWidth = 64;

    /// <summary>Whether a row is so short that a lane is better used for a row than for a value.</summary>
    public bool IsNarrow => Width <= NarrowWidth;

    /// <summary>What the sum over all rows is divided by, for each row.</summary>
    public int TermsPerRow => Kind == LossKind.CrossEntropy ? 1 : Width;

    /// <summary>What a difference is multiplied by in the gradient, besides the mean's divisor.</summary>
    public int GradientFactor => Kind == LossKind.MeanSquaredError ? 2 : 1;

    /// <summary>Arrays of numbers per row: for cross-entropy the sums whose logarithm is taken for all rows at once, and what belongs to them.</summary>
    public int RowArrays => Kind == LossKind.CrossEntropy ? 3 : 1;

    /// <summary>The floats that all of them take.</summary>
    public int RowLength => RowArrays * RowCapacity;

    /// <summary>Whether classes may be given as labels.</summary>
    public bool TakesLabels => Kind == LossKind.CrossEntropy;

    /// <summary>Whether the outputs are overwritten.</summary>
    public bool OverwritesOutputs => Kind == LossKind.CrossEntropy && !IsNarrow;

    public string Formula => Kind switch
    {
        LossKind.MeanSquaredError => "mean (y − t)²",
        LossKind.MeanAbsoluteError => "mean |y − t|",
        LossKind.Huber => "mean of ½·(y − t)² where |y − t| ≤ δ, else δ·(|y − t| − ½·δ)",
        LossKind.BinaryCrossEntropy => "mean of −t·ln σ(z) − (1 − t)·ln(1 − σ(z)) = ln(1 + eᶻ) − t·z",
        _ => "mean of −Σⱼ tⱼ·ln softmax(z)ⱼ = ln(Σⱼ e^zⱼ)·Σⱼ tⱼ − Σⱼ tⱼ·zⱼ",
    };
}
