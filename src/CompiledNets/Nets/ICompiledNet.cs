using CompiledNets.Nets;

namespace CompiledNets;

/// <summary>
/// A net as the generator writes it: its parameters and <see cref="Predict(ReadOnlySpan{float}, Span{float})"/>. Rows are laid out one after the other, row-major.
/// </summary>
public interface ICompiledNet
{
    /// <summary>What the net was declared as.</summary>
    NetDescription Description { get; }

    /// <summary>The number of values in one row of input.</summary>
    int InputSize { get; }

    /// <summary>The number of values in one row of output.</summary>
    int OutputSize { get; }

    /// <summary>The most rows of one training step.</summary>
    int BatchSize { get; }

    /// <summary>The number of trainable parameters.</summary>
    int ParameterCount { get; }

    /// <summary>The net's tensors in the order of its layers.</summary>
    IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>
    /// Computes the output of any number of rows. Safe to call from any number of threads at once while nobody changes the parameters; allocates
    /// nothing. A row's output does not depend on the other rows.
    /// </summary>
    /// <param name="inputs"><c>[rows, InputSize]</c>.</param>
    /// <param name="outputs"><c>[rows, OutputSize]</c>, filled; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    /// <exception cref="NotSupportedException">The net begins with an <see cref="EmbeddingAttribute">Embedding</see>, and takes indices.</exception>
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The same for a net that begins with an <see cref="EmbeddingAttribute">Embedding</see>: <see cref="NetDescription.Vocabulary"/> says so.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    /// <param name="inputs"><c>[rows, InputSize]</c>, indices from 0 to the vocabulary's size − 1.</param>
    /// <param name="outputs"><c>[rows, OutputSize]</c>, filled; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">A length does not fit, an index is not in the vocabulary, or the spans overlap.</exception>
    /// <exception cref="NotSupportedException">The net takes numbers.</exception>
    void Predict(ReadOnlySpan<int> inputs, Span<float> outputs) => throw SpanChecks.TakesNumbers(Description.Name);

    /// <summary>Copies a tensor's values, in PyTorch's layout.</summary>
    /// <param name="name">One of the names in <see cref="Tensors"/>.</param>
    /// <param name="destination">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, or the length does not fit.</exception>
    void ReadTensor(string name, Span<float> destination);

    /// <summary>Sets a tensor's values, in PyTorch's layout.</summary>
    /// <param name="name">One of the names in <see cref="Tensors"/>.</param>
    /// <param name="source">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, or the length does not fit.</exception>
    void WriteTensor(string name, ReadOnlySpan<float> source);

    /// <summary>Writes all tensors to a safetensors file, which PyTorch reads. The file is replaced as a whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Save(string path);

    /// <summary>Reads all tensors from a safetensors file. If anything does not fit, the net keeps all its values.</summary>
    /// <param name="path">Where from.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is malformed or of another net; the message names the tensor and the fault.</exception>
    void Load(string path);
}
