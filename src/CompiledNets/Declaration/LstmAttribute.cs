namespace CompiledNets;

/// <summary>
/// A long short-term memory, <c>[batch, time, features]</c> → <c>[batch, units]</c>, or <c>[batch, time, units]</c> with
/// <see cref="RecurrentAttribute.ReturnSequences"/>. It carries a cell state c besides h, which begins at zero too. Of each step x, with σ the logistic
/// function and ⊙ the product value by value:
/// <code>
/// i  = σ(W_ii·x + b_ii + W_hi·h + b_hi)
/// f  = σ(W_if·x + b_if + W_hf·h + b_hf)
/// g  = tanh(W_ig·x + b_ig + W_hg·h + b_hg)
/// o  = σ(W_io·x + b_io + W_ho·h + b_ho)
/// c′ = f⊙c + i⊙g
/// h′ = o⊙tanh(c′)
/// </code>
/// Tensors, whose rows are those of i, f, g and o in this order: <c>NAME.weight_ih</c> <c>[4·units, features]</c>, <c>NAME.weight_hh</c>
/// <c>[4·units, units]</c>, <c>NAME.bias_ih</c> and <c>NAME.bias_hh</c> <c>[4·units]</c>; all begin uniform in ±1/√units. L1 and L2 are on both weights.
/// PyTorch: <c>LSTM</c>; Keras: <c>LSTM</c>, which has one bias, the sum of the two.
/// </summary>
/// <remarks>S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, 1997; with the forget gate of F. Gers et al., 2000.</remarks>
/// <param name="units">The size of the hidden state, at least 1.</param>
public sealed class LstmAttribute(int units) : RecurrentAttribute(units);
