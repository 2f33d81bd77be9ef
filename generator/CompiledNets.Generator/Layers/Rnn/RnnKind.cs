using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Rnn;

/// <summary>Simple recurrent layers: <c>[Rnn(units)]</c>.</summary>
internal sealed class RnnKind() : RecurrentKind("RnnAttribute", "rnn", new RnnCell());
