using CompiledNets.Nets;

namespace CompiledNets;

/// <summary>
/// Trains one net: activations, gradients, the optimizer's state and threads, all allocated once. A trainer is used by one thread at a time.
/// </summary>
/// <remarks>
/// Whoever calls a method, or sets <see cref="LearningRate"/>, while another thread is in a step gets an <see cref="InvalidOperationException"/>, and nothing
/// is changed; after <see cref="IDisposable.Dispose"/> an <see cref="ObjectDisposedException"/>. Disposing while a step runs throws too, and the trainer stays.
/// Two trainers of one net are two trainers, but the net's parameters are the same: steps of both at a time are not detected.
/// </remarks>
public interface ITrainer : IDisposable
{
    /// <summary>The net that is trained.</summary>
    ITrainableNet Net { get; }

    /// <summary>
    /// The number of threads that share a step, as asked for. What is too small to be shared the calling thread does alone: the head of the generated file says what.
    /// </summary>
    int Threads { get; }

    /// <summary>The step size of the steps to come. Starts as declared; 0 to 1e6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, above 1e6 or NaN.</exception>
    /// <exception cref="InvalidOperationException">It is set while another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">It is set after the trainer was disposed; it can still be read.</exception>
    double LearningRate { get; set; }

    /// <summary>
    /// One step: forward, loss, backward, update. If the loss or the square of any gradient is not finite, nothing is changed and the result is not finite.
    /// </summary>
    /// <param name="inputs"><c>[rows, InputSize]</c>, 1 to BatchSize rows.</param>
    /// <param name="targets">
    /// <c>[rows, OutputSize]</c>. For the cross-entropies they are probabilities, which a step does not check; <see cref="TrainerFitExtensions.Fit"/> does, before the
    /// first one.
    /// </param>
    /// <returns>The loss before the update: the mean over the rows, penalties included.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or there is one row where a layer normalises over rows.</exception>
    /// <exception cref="NotSupportedException">The net begins with an <see cref="EmbeddingAttribute">Embedding</see>, and takes indices.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <inheritdoc cref="TrainStep(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, 1 to BatchSize rows.</param>
    /// <param name="labels">A class from 0 to OutputSize − 1 for each row.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is not a class, or there is one row where a layer normalises over rows.</exception>
    /// <exception cref="NotSupportedException">The loss is not cross-entropy, or the net takes indices.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <inheritdoc cref="TrainStep(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, indices from 0 to the vocabulary's size − 1; 1 to BatchSize rows.</param>
    /// <param name="targets"><c>[rows, OutputSize]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit, or an index is not in the vocabulary; nothing is changed.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    float TrainStep(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets) => throw SpanChecks.TakesNumbers(Net.Description.Name);

    /// <inheritdoc cref="TrainStep(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, indices from 0 to the vocabulary's size − 1; 1 to BatchSize rows.</param>
    /// <param name="labels">A class from 0 to OutputSize − 1 for each row.</param>
    /// <exception cref="ArgumentException">A length does not fit, an index is not in the vocabulary, or a label is not a class; nothing is changed.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers, or the loss is not cross-entropy.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    float TrainStep(ReadOnlySpan<int> inputs, ReadOnlySpan<int> labels) => throw SpanChecks.TakesNumbers(Net.Description.Name);

    /// <summary>Forward, loss and backward, without the update: what <see cref="ReadGradient"/> reads and <see cref="ApplyGradients"/> applies.</summary>
    /// <inheritdoc cref="TrainStep(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Forward, loss and backward, without the update: what <see cref="ReadGradient"/> reads and <see cref="ApplyGradients"/> applies.</summary>
    /// <inheritdoc cref="TrainStep(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>Forward, loss and backward, without the update: what <see cref="ReadGradient"/> reads and <see cref="ApplyGradients"/> applies.</summary>
    /// <inheritdoc cref="TrainStep(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    float ComputeGradients(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets) => throw SpanChecks.TakesNumbers(Net.Description.Name);

    /// <summary>Forward, loss and backward, without the update: what <see cref="ReadGradient"/> reads and <see cref="ApplyGradients"/> applies.</summary>
    /// <inheritdoc cref="TrainStep(ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    float ComputeGradients(ReadOnlySpan<int> inputs, ReadOnlySpan<int> labels) => throw SpanChecks.TakesNumbers(Net.Description.Name);

    /// <summary>Clips, where the net is declared so, and updates the parameters from the gradients computed last.</summary>
    /// <exception cref="InvalidOperationException">No gradients were computed since the last update, or one is not finite; or another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    void ApplyGradients();

    /// <summary>Copies the gradient of a tensor as computed last, penalties included, before clipping, in PyTorch's layout.</summary>
    /// <param name="name">One of the names in the net's tensors.</param>
    /// <param name="destination">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, it has no gradient (<see cref="TensorInfo.IsTrained"/>), or the length does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the trainer.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    void ReadGradient(string name, Span<float> destination);
}
