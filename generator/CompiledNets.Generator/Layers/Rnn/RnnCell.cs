using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Rnn;

/// <summary>h′ = tanh(W_ih·x + b_ih + W_hh·h + b_hh).</summary>
internal sealed record RnnCell : RecurrentCell
{
    public override string Kind => "Rnn";

    public override string Formula => "h′ = tanh(x·W_ih + b_ih + h·W_hh + b_hh)";

    public override EquatableArray<string> Gates { get; } = EquatableArray.Of("a");

    public override EquatableArray<int> FirstOrder { get; } = EquatableArray.Of(0);

    public override EquatableArray<string> Kept { get; } = EquatableArray.Of("next");

    public override EquatableArray<string> Derivatives { get; } = EquatableArray.Of("da");

    public override EquatableArray<string> Forward { get; } = EquatableArray.Of("V next = global::CompiledNets.Simd.VectorMath.Tanh(xa + ua);");

    public override EquatableArray<string> Backward { get; } = EquatableArray.Of("V da = dh * (V.Broadcast(1f) - next * next);");

    public override int Operations => 25;
}
