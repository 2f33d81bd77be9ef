using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Lstm;

/// <summary>Long short-term memories: <c>[Lstm(units)]</c>.</summary>
internal sealed class LstmKind() : RecurrentKind("LstmAttribute", "lstm", new LstmCell());
