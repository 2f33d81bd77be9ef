using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Dropout;

/// <summary>A planned dropout layer.</summary>
/// <param name="Mask">Where a trainer keeps what each value was multiplied by.</param>
/// <param name="Rate">The probability that a value is dropped.</param>
/// <param name="Number">The layer's number among the dropout layers.</param>
internal sealed record DropoutPlan(
    string Name,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    Region Mask,
    double Rate,
    int Number)
    : LayerPlan(Name, $"Dropout {Literal.Short(Rate)}", InputLayout, InputStride, OutputLayout, Output, Delta, EquatableArray<TensorPlan>.Empty)
{
    public override long MultiplyAdds => 0;

    public override string Kernels => "one pass over the values in training, none in prediction";

    public override bool KeepsOutput => false;

    public override bool PredictsInPlace => true;

    public override bool DrawsNumbers => true;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        if (training is null)
            return;
        writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}, Mask = {Mask.Offset}; // in the workspace");
        writer.Separate();
        writer.Summary($"y = x·m for rows of {OutputStride} floats, with the mask m: forward, and backward for the derivatives.");
        using (writer.KernelApart("Multiply", "ref float x, ref float mask, ref float y, int rows"))
        using (writer.Block($"for (int i = 0; i < rows * {OutputStride}; i += V.Count)"))
            writer.Line("V.Store(V.Load(ref x, i) * V.Load(ref mask, i), ref y, i);");
    }

    /// <summary>Nothing where the values stay in their buffer.</summary>
    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows)
    {
        if (source != destination)
            writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy({source}, {destination}, {(rows == "1" ? "" : rows + " * ")}{OutputStride});");
    }

    public override int? RowOperations => 0;

    public override void EmitWholeRow(CodeWriter writer, bool isOutput) => writer.Line($"global::CompiledNets.Memory.PaddedRows.Copy(ref x, ref y, {OutputSize});");

    public override void EmitForward(CodeWriter writer, string source)
    {
        writer.Line($"global::CompiledNets.Randomness.DropoutMask.Fill<V>(ref At(ref workspace, {Path}.Mask), start * {OutputStride}, (start + count) * {OutputStride}, {Literal.Double(Rate)}, seed, {Number}, step);");
        writer.Line($"{Path}.Multiply<V>({source}, {RowsOf("Mask")}, {RowsOf("Output")}, count);");
    }

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
        if (sourceDelta is not null)
            writer.Line($"{Path}.Multiply<V>({RowsOf("Delta")}, {RowsOf("Mask")}, {sourceDelta}, count);");
    }
}
