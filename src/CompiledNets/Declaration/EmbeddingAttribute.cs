namespace CompiledNets;

/// <summary>
/// A row of a table for each index: y[t] = W[x[t]], <c>[batch, time]</c> of whole numbers from 0 to vocabulary − 1 → <c>[batch, time, width]</c>. The first layer
/// of a net, which then takes <c>ReadOnlySpan&lt;int&gt;</c> where others take <c>ReadOnlySpan&lt;float&gt;</c>; declared with <c>[CompiledNet(time)]</c>. Tensor:
/// <c>NAME.weight</c> <c>[vocabulary, width]</c>, by default normal with σ = 1. PyTorch: <c>Embedding</c>; Keras: <c>Embedding</c>.
/// </summary>
/// <remarks>
/// <para>
/// The gradient is sparse: a step works on the rows that its batch used, and its time does not grow with the vocabulary. Their gradients are summed in the order of the
/// batch; the optimizer updates them and what it keeps for them, with the formula that it has for all other parameters, and leaves the other rows alone: their
/// moments do not decay, and weight decay does not shrink them. That is what PyTorch's <c>sparse=True</c> does with <c>SGD</c> and <c>SparseAdam</c>.
/// Where all rows have been used in every step, and where a moment of an unused row is zero, it is what a dense gradient does.
/// </para>
/// <para>
/// A penalty, <c>L1</c> or <c>L2</c>, is on the whole table, as on any weight: it is part of the loss, and its gradient reaches every row. With one, the gradient is dense, and a
/// step's time grows with the vocabulary.
/// </para>
/// </remarks>
/// <param name="vocabulary">How many indices there are, at least 1.</param>
/// <param name="width">The values of a row, at least 1.</param>
/// <example>
/// <code>
/// [CompiledNet(12, BatchSize = 64)]
/// [Embedding(1000, 16)]
/// [Flatten]
/// [Dense(2, Activation.Softmax)]
/// [CrossEntropy]
/// [Adam]
/// public sealed partial class Sentences;
///
/// trainer.TrainStep(indices, labels);      // indices: int[rows * 12]
/// </code>
/// </example>
public sealed class EmbeddingAttribute(int vocabulary, int width) : WeightedLayerAttribute
{
    /// <summary>How many indices there are.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>The values of a row.</summary>
    public int Width { get; } = width;
}
