namespace CompiledNets;

/// <summary>
/// A gated recurrent unit, <c>[batch, time, features]</c> → <c>[batch, units]</c>, or <c>[batch, time, units]</c> with
/// <see cref="RecurrentAttribute.ReturnSequences"/>. Of each step x, with σ the logistic function and ⊙ the product value by value:
/// <code>
/// r  = σ(W_ir·x + b_ir + W_hr·h + b_hr)
/// z  = σ(W_iz·x + b_iz + W_hz·h + b_hz)
/// n  = tanh(W_in·x + b_in + r⊙(W_hn·h + b_hn))
/// h′ = (1 − z)⊙n + z⊙h
/// </code>
/// Tensors, whose rows are those of r, z and n in this order: <c>NAME.weight_ih</c> <c>[3·units, features]</c>, <c>NAME.weight_hh</c>
/// <c>[3·units, units]</c>, <c>NAME.bias_ih</c> and <c>NAME.bias_hh</c> <c>[3·units]</c>; all begin uniform in ±1/√units. L1 and L2 are on both weights.
/// PyTorch: <c>GRU</c>; Keras: <c>GRU</c> with <c>reset_after</c>, whose gates stand in the order z r n.
/// </summary>
/// <remarks>K. Cho et al., Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation, 2014.</remarks>
/// <param name="units">The size of the hidden state, at least 1.</param>
public sealed class GruAttribute(int units) : RecurrentAttribute(units);
