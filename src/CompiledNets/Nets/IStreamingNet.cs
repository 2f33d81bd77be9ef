using System.Diagnostics.CodeAnalysis;
using CompiledNets.Nets;

namespace CompiledNets;

/// <summary>
/// A net with recurrent layers that can take a sequence step by step, as the steps come. Which nets can: those whose layers up to the last recurrent one
/// compute each step from that step and from what they carry: recurrent layers, all but the last with <c>ReturnSequences</c>, an <c>Embedding</c> before
/// them, and <c>Activate</c>, <c>LayerNorm</c>, <c>Dropout</c> and <c>Add</c> between them. A layer that needs the whole sequence before the last recurrent
/// one (<c>Flatten</c>, <c>Reshape</c>, <c>Transpose</c>), or after one that returns sequences, leaves a net without these members.
/// </summary>
public interface IStreamingNet : ICompiledNet
{
    /// <summary>The number of values in one step of input: the features of the declared <c>(time, features)</c>, or 1 index.</summary>
    int StepInputSize { get; }

    /// <summary>The number of values that a step gives: OutputSize, or one step's part of it where the net returns sequences.</summary>
    int StepOutputSize { get; }

    /// <summary>Creates what the net carries from step to step, at its beginning: all zero.</summary>
    INetState CreateState();

    /// <summary>
    /// Takes the next step of a sequence, of any length. The output has the bits that <see cref="ICompiledNet.Predict(ReadOnlySpan{float}, Span{float})"/> would give had the sequence ended here;
    /// of a net that returns sequences, those of this step. Allocates nothing. Safe to call from any number of threads at once, each with a state of its own,
    /// while nobody changes the parameters.
    /// </summary>
    /// <param name="state">A state that this class of nets created; it is carried on. Nets of one class may share it, one after the other.</param>
    /// <param name="input">One step's features, <c>[StepInputSize]</c>.</param>
    /// <param name="output"><c>[StepOutputSize]</c>, filled.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the state is of another class of nets.</exception>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "A step is what it is; Visual Basic writes [Step].")]
    void Step(INetState state, ReadOnlySpan<float> input, Span<float> output);

    /// <summary>The same for a net that begins with an <c>Embedding</c>.</summary>
    /// <param name="state">A state that this class of nets created; it is carried on.</param>
    /// <param name="input">The step's index, from 0 to the vocabulary − 1.</param>
    /// <param name="output"><c>[StepOutputSize]</c>, filled.</param>
    /// <exception cref="ArgumentException">A length or the index does not fit, or the state is of another class of nets.</exception>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers.</exception>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "A step is what it is; Visual Basic writes [Step].")]
    void Step(INetState state, ReadOnlySpan<int> input, Span<float> output) => throw SpanChecks.TakesNumbers(Description.Name);
}

/// <summary>What a net carries from one step of a sequence to the next. Used by one thread at a time.</summary>
public interface INetState
{
    /// <summary>Begins a new sequence: all that is carried is zero again.</summary>
    void Reset();
}
