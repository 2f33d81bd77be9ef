using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Gru;

/// <summary>Gated recurrent units: <c>[Gru(units)]</c>.</summary>
internal sealed class GruKind() : RecurrentKind("GruAttribute", "gru", new GruCell());
