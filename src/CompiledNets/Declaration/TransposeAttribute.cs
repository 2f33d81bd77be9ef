namespace CompiledNets;

/// <summary>
/// Exchanges the two axes of a row: [a, b] → [b, a], y[j, i] = x[i, j]. Between layers of signals, [channels, length], and of sequences, [time, features]:
/// a <see cref="Conv1DAttribute"/> in front of a <see cref="GruAttribute"/>, or behind an <see cref="EmbeddingAttribute"/>. No tensors; named <c>transpose1</c> and
/// so on. PyTorch: <c>x.transpose(1, 2)</c>; Keras: <c>Permute((2, 1))</c>.
/// </summary>
/// <example>
/// <code>
/// [CompiledNet(40)]
/// [Embedding(1000, 16)]               // [time, width] = [40, 16]
/// [Transpose]                         // [channels, length] = [16, 40]
/// [Conv1D(32, 3, Activation.Relu)]
/// [MaxPool1D(2)]                      // [32, 19]
/// [Transpose]                         // [time, features] = [19, 32]
/// [Gru(16)]
/// [Dense(2)]
/// public sealed partial class Sentences;
/// </code>
/// </example>
public sealed class TransposeAttribute : LayerAttribute;
