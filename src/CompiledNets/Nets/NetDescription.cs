namespace CompiledNets;

/// <summary>What a net was declared as: the facts that code around a net needs and that its parameters do not hold.</summary>
public sealed class NetDescription
{
    /// <summary>The name of the net's class.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of one row of input.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>
    /// How many indices there are where a net takes indices, from 0 up to this, because it begins with an <see cref="EmbeddingAttribute">Embedding</see>; null where
    /// it takes numbers.
    /// </summary>
    public int? Vocabulary { get; init; }

    /// <summary>The shape of one row of output.</summary>
    public required IReadOnlyList<int> OutputShape { get; init; }

    /// <summary>The declared loss, or <see cref="LossKind.None"/>.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>The activation of the last layer, that is, what <c>Predict</c>'s outputs are: probabilities, logits, values.</summary>
    public required Activation OutputActivation { get; init; }

    /// <summary>The fewest rows of a training step: 1, or 2 where a layer normalises each value over the rows of the batch.</summary>
    public int SmallestBatch { get; init; } = 1;

    /// <summary>The layers as a table: name, kind, output shape, parameters; one line each, and the totals.</summary>
    public required string Summary { get; init; }

    /// <inheritdoc cref="Summary"/>
    public override string ToString() => Summary;
}
