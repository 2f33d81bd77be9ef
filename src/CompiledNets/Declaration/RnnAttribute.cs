namespace CompiledNets;

/// <summary>
/// A simple recurrent layer: h′ = tanh(W_ih·x + b_ih + W_hh·h + b_hh), <c>[batch, time, features]</c> → <c>[batch, units]</c>, or
/// <c>[batch, time, units]</c> with <see cref="RecurrentAttribute.ReturnSequences"/>. Tensors: <c>NAME.weight_ih</c> <c>[units, features]</c>,
/// <c>NAME.weight_hh</c> <c>[units, units]</c>, <c>NAME.bias_ih</c> and <c>NAME.bias_hh</c> <c>[units]</c>; all begin uniform in ±1/√units. L1 and L2 are on
/// both weights. PyTorch: <c>RNN</c>; Keras: <c>SimpleRNN</c>.
/// </summary>
/// <param name="units">The size of the hidden state, at least 1.</param>
public sealed class RnnAttribute(int units) : RecurrentAttribute(units);
