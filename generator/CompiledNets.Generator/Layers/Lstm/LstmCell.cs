using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Lstm;

/// <summary>c′ = f·c + i·g, h′ = o·tanh c′.</summary>
internal sealed record LstmCell : RecurrentCell
{
    private const string Math = "global::CompiledNets.Simd.VectorMath";

    public override string Kind => "Lstm";

    public override string Formula => """
        i = σ(x·W_ii + b_ii + h·W_hi + b_hi), f = σ(x·W_if + b_if + h·W_hf + b_hf),
        g = tanh(x·W_ig + b_ig + h·W_hg + b_hg), o = σ(x·W_io + b_io + h·W_ho + b_ho), c′ = f·c + i·g, h′ = o·tanh c′
        """;

    public override EquatableArray<string> Gates { get; } = EquatableArray.Of("i", "f", "g", "o");

    public override EquatableArray<int> FirstOrder { get; } = EquatableArray.Of(0, 1, 2, 3);

    public override EquatableArray<int> StepOrder { get; } = EquatableArray.Of(2, 0, 1, 3);

    public override int StatementsBeforeLastGate => 3;

    public override EquatableArray<string> Kept { get; } = EquatableArray.Of("i", "f", "g", "o", "tanhCell");

    public override EquatableArray<string> Derivatives { get; } = EquatableArray.Of("di", "df", "dg", "dOut");

    public override bool HasCellState => true;

    public override EquatableArray<string> Forward { get; } = EquatableArray.Of(
        $"V g = {Math}.Tanh(xg + ug);",
        $"V i = {Math}.Sigmoid(xi + ui);",
        $"V f = {Math}.Sigmoid(xf + uf);",
        "V nextCell = V.MultiplyAdd(f, c, i * g);",
        $"V tanhCell = {Math}.Tanh(nextCell);",
        $"V o = {Math}.Sigmoid(xo + uo);",
        "V next = o * tanhCell;");

    public override EquatableArray<string> Backward { get; } = EquatableArray.Of(
        "V one = V.Broadcast(1f);",
        "V dCell = V.MultiplyAdd(dh * o, one - tanhCell * tanhCell, dc);",
        "V di = dCell * g * (i * (one - i));",
        "V df = dCell * c * (f * (one - f));",
        "V dg = dCell * i * (one - g * g);",
        "V dOut = dh * tanhCell * (o * (one - o));",
        "V carriedCell = dCell * f;");

    public override int Operations => 120;
}
