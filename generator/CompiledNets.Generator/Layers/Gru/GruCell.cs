using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers.Recurrent;

namespace CompiledNets.Generator.Layers.Gru;

/// <summary>
/// h′ = (1 − z)·n + z·h with n = tanh(x_n + r·u_n). The derivatives by x_n and by u_n differ: kept and derived values stand in the order n r z u, so that
/// both products find theirs side by side.
/// </summary>
internal sealed record GruCell : RecurrentCell
{
    private const string Math = "global::CompiledNets.Simd.VectorMath";

    public override string Kind => "Gru";

    public override string Formula => """
        r = σ(x·W_ir + b_ir + h·W_hr + b_hr), z = σ(x·W_iz + b_iz + h·W_hz + b_hz),
        n = tanh(x·W_in + b_in + r·(h·W_hn + b_hn)), h′ = (1 − z)·n + z·h
        """;

    public override EquatableArray<string> Gates { get; } = EquatableArray.Of("r", "z", "n");

    public override EquatableArray<int> FirstOrder { get; } = EquatableArray.Of(1, 2, 0);

    public override EquatableArray<int> StepOrder { get; } = EquatableArray.Of(0, 2, 1);

    public override int StatementsBeforeLastGate => 1;

    public override EquatableArray<string> Kept { get; } = EquatableArray.Of("n", "r", "z", "un");

    public override EquatableArray<string> Derivatives { get; } = EquatableArray.Of("dn", "dr", "dz", "du");

    public override int SecondStart => 1;

    public override bool HandsHiddenOn => true;

    public override EquatableArray<string> Forward { get; } = EquatableArray.Of(
        $"V r = {Math}.Sigmoid(xr + ur);",
        $"V n = {Math}.Tanh(V.MultiplyAdd(r, un, xn));",
        $"V z = {Math}.Sigmoid(xz + uz);",
        "V next = V.MultiplyAdd(V.Broadcast(1f) - z, n, z * h);");

    public override EquatableArray<string> Backward { get; } = EquatableArray.Of(
        "V one = V.Broadcast(1f);",
        "V dn = dh * (one - z) * (one - n * n);",
        "V du = dn * r;",
        "V dr = dn * un * (r * (one - r));",
        "V dz = dh * (h - n) * (z * (one - z));",
        "V handedOn = dh * z;");

    public override int Operations => 75;
}
