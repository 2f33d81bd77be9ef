namespace CompiledNets;

/// <summary>
/// A layer that reads a sequence step by step and carries a hidden state h, <c>[units]</c>, from each step to the next; it begins at zero.
/// <c>[batch, time, features]</c> → <c>[batch, units]</c>, or <c>[batch, time, units]</c> with <see cref="ReturnSequences"/>.
/// </summary>
/// <remarks>
/// A net whose layers up to the last recurrent one take a sequence step by step (recurrent layers with <see cref="ReturnSequences"/>, <c>Activate</c>, <c>LayerNorm</c>, <c>Dropout</c>, <c>Add</c>) is an
/// <see cref="IStreamingNet"/> as well: its <c>Step</c> takes one step's features and gives what <c>Predict</c> would give had the sequence ended there.
/// </remarks>
public abstract class RecurrentAttribute : WeightedLayerAttribute
{
    private protected RecurrentAttribute(int units) => Units = units;

    /// <summary>The size of the hidden state.</summary>
    public int Units { get; }

    /// <summary>
    /// Whether the layer gives its hidden state after every step, <c>[time, units]</c>, so that another recurrent layer can follow, or only the one after the
    /// last step, <c>[units]</c>. Default: only the last. Keras: <c>return_sequences</c>.
    /// </summary>
    public bool ReturnSequences { get; set; }
}
