using CompiledNets.Nets;

namespace CompiledNets;

/// <summary>A net that was declared with a loss and an optimizer.</summary>
public interface ITrainableNet : ICompiledNet
{
    /// <summary>
    /// Computes the loss of any number of rows in inference mode, penalties included: the mean over all of them. Safe to call from any number of
    /// threads at once while nobody changes the parameters; allocates nothing.
    /// </summary>
    /// <param name="inputs"><c>[rows, InputSize]</c>, at least one row.</param>
    /// <param name="targets"><c>[rows, OutputSize]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="NotSupportedException">The net begins with an <see cref="EmbeddingAttribute">Embedding</see>, and takes indices.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="ComputeLoss(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, at least one row.</param>
    /// <param name="labels">A class from 0 to OutputSize − 1 for each row.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a label is not a class.</exception>
    /// <exception cref="NotSupportedException">The loss is not cross-entropy, or the net takes indices.</exception>
    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="ComputeLoss(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, indices from 0 to the vocabulary's size − 1; at least one row.</param>
    /// <param name="targets"><c>[rows, OutputSize]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or an index is not in the vocabulary.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers.</exception>
    float ComputeLoss(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets) => throw SpanChecks.TakesNumbers(Description.Name);

    /// <inheritdoc cref="ComputeLoss(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, indices from 0 to the vocabulary's size − 1; at least one row.</param>
    /// <param name="labels">A class from 0 to OutputSize − 1 for each row.</param>
    /// <exception cref="ArgumentException">A length does not fit, an index is not in the vocabulary, or a label is not a class.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers, or the loss is not cross-entropy.</exception>
    float ComputeLoss(ReadOnlySpan<int> inputs, ReadOnlySpan<int> labels) => throw SpanChecks.TakesNumbers(Description.Name);

    /// <summary>Creates a trainer, with everything that training needs, for this net.</summary>
    /// <param name="threads">How many threads share a step, at least 1. Results do not depend on it; what is too small to be shared runs on the calling thread alone.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    ITrainer CreateTrainer(int threads = 1);
}
