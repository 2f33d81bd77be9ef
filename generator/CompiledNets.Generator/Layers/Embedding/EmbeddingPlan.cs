using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>A planned embedding. Its table's rows are padded to 16 floats, so that each begins a cache line.</summary>
/// <param name="Used">Where a trainer lists the rows that a step uses; none where a penalty makes the gradient dense.</param>
internal sealed record EmbeddingPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    EquatableArray<TensorPlan> Tensors,
    UsedRowsPlan? Used)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, Tensors), ISparseTable
{
    public TensorPlan Table => Tensors[0];

    /// <summary>The indices of a row of input.</summary>
    public int Time => (int)Input.Length;

    /// <summary>The values of a row of the table.</summary>
    public int Width => Table.Shape[1];

    /// <summary>From a row of the table to the next, and from a position of the output to the next.</summary>
    public int Stride => Table.RowStride;

    public override int? Vocabulary => Table.Shape[0];

    public override ISparseTable? Sparse => Used is null ? null : this;

    public long MostUsed => (long)(Used?.Most ?? 0) * Stride;

    public override long MultiplyAdds => 0;

    public override string Kernels => "a row copied for each index" + (Used is null ? "" : ", sparse gradient");

    public override RowAxes OutputAxes => RowAxes.Sequence;

    public override bool KeepsOutput => false;

    public override bool HasGradients => true;

    /// <summary>Of indices, one makes a step.</summary>
    public override LayerPlan OfOneStep(string name) =>
        this with { Name = name, InputLayout = RowLayout.Plain(new Shape(1)), InputStride = 1, OutputLayout = RowLayout.Plain(new Shape(Width)) };

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        writer.Line($"public const int Weight = {Table.Region.Offset}; // in the parameters and their gradients");
        if (training is not null)
        {
            writer.Line($"public const int Output = {Output.Offset}, Delta = {Delta.Offset}"
                + (Used is { } used ? $", Used = {used.List.Offset}, Marks = {used.Marks.Offset}" : "") + "; // in the workspace");
        }

        EmbeddingEmitter.EmitForward(writer, this);
        if (training is not null)
            EmbeddingGradientEmitter.Emit(writer, this, training);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Forward<V>(ref At(ref parameters, {Path}.Weight), {source}, {destination}, {rows});");

    public override void EmitForward(CodeWriter writer, string source) => EmitPredict(writer, source, RowsOf("Output"), "count");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta)
    {
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, {source}, ref At(ref workspace, {Path}.Delta), ref workspace, ref gradients, rows, worker, workers);");

    public void EmitCollect(CodeWriter writer)
    {
        string list = $"ref At(ref workspace, {Path}.Used), ref At(ref workspace, {Path}.Marks)";
        writer.Line($"{EmbeddingGradientEmitter.UsedRows}.Clear({list}, ref At(ref gradients, {Path}.Weight), {Stride});");
        writer.Line($"{EmbeddingGradientEmitter.UsedRows}.Collect(ref inputs, rows * {Time}, {list});");
    }

    public void EmitUpdate(CodeWriter writer, string numbers) =>
        writer.Line($"{Path}.Update<V>(ref parameters, ref workspace, ref gradients, ref state, worker, workers{numbers});");

    public void EmitSquares(CodeWriter writer) => writer.Line($"squares += {Path}.SumOfSquares<V>(ref workspace, ref gradients);");

    public void EmitCheck(CodeWriter writer) => writer.Line($"finite &= {Path}.AreFinite<V>(ref parameters, ref workspace, worker, workers);");
}
