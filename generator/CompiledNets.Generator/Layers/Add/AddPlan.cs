using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Add;

/// <summary>A planned skip connection. Both sides lie alike, so that it is one pass over the values.</summary>
/// <param name="Other">The layer whose output is added, by its place in the plan.</param>
/// <param name="OtherPath">The class of that layer's kernels.</param>
internal sealed record AddPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    int Other,
    string OtherPath)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public override int AlsoReads => Other;

    public override long MultiplyAdds => 0;

    public override string Kernels => "one pass over the values";

    public override bool KeepsOutput => false;

    public override bool TakesStepsApart => true;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is not null)
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}; // in the workspace");
        writer.Separate();
        writer.Summary($"y = x + z, [rows, {OutputLayout.Length}].");
        using (writer.KernelApart("Add", "ref float x, ref float z, ref float y, int rows"))
        using (writer.Block($"for (int i = 0; i < rows * {OutputStride}; i += V.Count)"))
            writer.Line("V.Store(V.Load(ref x, i) + V.Load(ref z, i), ref y, i);");
    }

    public override void EmitPredict(CodeWriter writer, string source, string? other, string destination, string rows) =>
        writer.Line($"{Path}.Add<V>({source}, {other}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) =>
        writer.Line($"{Path}.Add<V>({source}, {OtherRows}, {RowsOf("Output")}, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy({RowsOf("Delta")}, {sourceDelta}, count * {OutputStride});");
    }

    public override void EmitBackwardToOther(CodeWriter writer, string otherDelta) =>
        writer.Line($"{Path}.Add<V>({otherDelta}, {RowsOf("Delta")}, {otherDelta}, count);");

    /// <summary>The other layer's rows in training; its output lies like this layer's.</summary>
    private string OtherRows => $"ref At(ref workspace, {OtherPath}.Output + start * {OutputStride})";
}
