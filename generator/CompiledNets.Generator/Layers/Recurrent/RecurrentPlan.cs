using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Kernels;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>
/// A planned recurrent layer. The product of all steps of a row with W_ih is one matrix product; then each step is the product of the hidden states of all
/// rows with W_hh, and the cell, value by value. Each gate's columns begin a panel.
/// </summary>
/// <param name="Cell">What it computes.</param>
/// <param name="Time">The steps of a row.</param>
/// <param name="Features">The values of a step.</param>
/// <param name="Units">The values of the hidden state.</param>
/// <param name="ReturnsSequences">Whether it gives the hidden state after every step.</param>
/// <param name="Memory">What a trainer keeps; null for a net that only predicts.</param>
/// <param name="First">x·W_ih + b_ih.</param>
/// <param name="Second">h·W_hh + b_hh.</param>
/// <param name="HiddenGradient">The derivative by h, in training.</param>
/// <param name="InputGradient">The derivative by x, where the layer before is trained.</param>
/// <param name="FirstWeightGradient">The derivative by W_ih, over the steps of all rows.</param>
/// <param name="SecondWeightGradient">The derivative by W_hh, over the steps of all rows.</param>
/// <param name="StepIsWrittenOut">Whether a step of one row is written out.</param>
internal sealed record RecurrentPlan(
    string Name,
    string Description,
    RowLayout InputLayout,
    int InputStride,
    RowLayout OutputLayout,
    Region Output,
    Region Delta,
    EquatableArray<TensorPlan> Tensors,
    RecurrentCell Cell,
    int Time,
    int Features,
    int Units,
    bool ReturnsSequences,
    RecurrentMemory? Memory,
    MatrixProduct First,
    MatrixProduct Second,
    MatrixProduct? HiddenGradient,
    MatrixProduct? InputGradient,
    OuterProduct FirstWeightGradient,
    OuterProduct SecondWeightGradient,
    bool StepIsWrittenOut)
    : LayerPlan(Name, Description, InputLayout, InputStride, OutputLayout, Output, Delta, Tensors)
{
    /// <summary>
    /// The steps whose products with W_ih are computed at once in prediction: enough that reading the weights is shared, in whole tiles, and few enough that
    /// a row needs little memory, however long it is.
    /// </summary>
    private static readonly int MostStepsAtOnce = TileShape.Granule;

    /// <summary>The hidden state with its padding: the columns of a gate.</summary>
    public int Width => Panels.Padded(Units);

    /// <summary>The columns of all gates.</summary>
    public int Columns => Cell.Gates.Count * Width;

    /// <summary>The floats that are kept of a step.</summary>
    public int KeptStride => Cell.Kept.Count * Width;

    /// <summary>From a step of the input to the next.</summary>
    public int StepStride => Time == 1 ? InputStride : InputLayout.PositionStride;

    public int StepsAtOnce => Math.Min(Time, MostStepsAtOnce);

    /// <summary>The floats that are carried from step to step: the hidden state, then the cell state.</summary>
    public int CarriedLength => Cell.HasCellState ? 2 * Width : Width;

    /// <summary>The floats of a state for single steps: what is carried, and room for a step.</summary>
    public int StateLength => CarriedLength + (StepIsWrittenOut ? Columns : KeptStride + Columns);

    public override int ScratchStride => Math.Max(
        (StepsAtOnce * KeptStride) + Columns + (ReturnsSequences ? Width : 0) + (Cell.HasCellState ? Width : 0), StateLength);

    public override long MultiplyAdds => (long)Time * Cell.Gates.Count * Units * (Features + Units);

    public override string Kernels => $"steps' inputs {First.Tile}; a step {(Second.Blocks == 1 ? "" : $"{Second.Blocks} blocks, each ")}{Second.Tile}, one row "
        + (StepIsWrittenOut ? "written out" : Second.Row.ToString());

    public override RowAxes OutputAxes => ReturnsSequences ? RowAxes.Sequence : RowAxes.Unsaid;

    public override bool KeepsOutput => false;

    public override bool HasGradients => true;

    public override bool NeedsPreparation => true;

    public override int StripLength => Math.Max(FirstWeightGradient.Packing?.StripLength ?? 0, SecondWeightGradient.Packing?.StripLength ?? 0);

    public TensorPlan WeightIh => Tensors[0];

    public TensorPlan WeightHh => Tensors[1];

    public TensorPlan BiasIh => Tensors[2];

    public TensorPlan BiasHh => Tensors[3];

    public static RecurrentPlan Of(RecurrentDeclaration layer, LayerContext context, int time, int features, EquatableArray<TensorPlan> tensors)
    {
        RecurrentCell cell = layer.Cell;
        int units = layer.Units, width = Panels.Padded(units), columns = cell.Gates.Count * width, kept = cell.Kept.Count * width;
        int stepStride = time == 1 ? context.InputStride : context.Layout.PositionStride;
        RowLayout output = layer.ReturnsSequences ? RowLayout.Sequence(new Shape(time, units)) : RowLayout.Plain(new Shape(units));
        Region outputRows = context.AllocateRows(output.RowStride), delta = context.AllocateRows(output.RowStride);
        RecurrentMemory? memory = context.IsTrained ? RecurrentMemory.Of(layer, context, time, features) : null;
        int blocks = MatrixProduct.BlocksOf(units, units <= Panels.Width ? width : columns); // a step waits for its gates one after the other
        long steps = (long)context.BatchSize * time;
        return new RecurrentPlan(
            layer.Name,
            cell.Kind + (layer.ReturnsSequences ? ", all steps" : ""),
            context.Layout,
            context.InputStride,
            output,
            outputRows,
            delta,
            tensors,
            cell,
            time,
            features,
            units,
            layer.ReturnsSequences,
            memory,
            MatrixProduct.PlanLinear(
                "First", $"x·W_ih + b_ih of steps, [steps, {features}] → [steps, {columns}]: a column for each gate's values, padded to whole panels.",
                features, columns, stepStride, kept, hasBias: true, context.Unroll),
            MatrixProduct.PlanLinear(
                "Second", $"h·W_hh + b_hh, [rows, {units}] → [rows, {columns}].", units, columns, width, columns, hasBias: true, context.Unroll, blocks),
            memory is null
                ? null
                : MatrixProduct.PlanLinear(
                    "HiddenGradient", $"dh = d·W_hhᵀ, [rows, {columns}] → [rows, {units}].", columns, units, Math.Max(1, time * kept), width, hasBias: false, context.Unroll),
            memory?.TransposedIh is null
                ? null
                : MatrixProduct.PlanLinear(
                    "InputGradient", $"dx = d·W_ihᵀ of steps, [steps, {columns}] → [steps, {features}].", columns, features, kept, Panels.Padded(features),
                    hasBias: false, context.Unroll),
            new OuterProduct(
                "FirstWeightGradient", $"dW_ih = xᵀ·d over all steps, [steps, {features}] and [steps, {columns}] → [{features}, {columns}].", features, columns,
                stepStride, kept, memory is null ? null : OuterProductPacking.Plan(steps, features, columns, context.Workspace)),
            new OuterProduct(
                "SecondWeightGradient", $"dW_hh = hᵀ·d over all steps, [steps, {units}] and [steps, {columns}] → [{units}, {columns}].", units, columns,
                width, kept, memory is null ? null : OuterProductPacking.Plan(steps, units, columns, context.Workspace)),
            StepOperations(cell, features, units, blocks) <= JitBudget.LaneOperations);
    }

    /// <summary>The lane operations of a step of one vector of units, written out.</summary>
    private static long StepOperations(RecurrentCell cell, long features, long units, int blocks) =>
        ((features + units) * (1 + cell.Gates.Count)) + ((blocks + 1) * cell.Gates.Count) + cell.Operations;

    public override void EmitClass(CodeWriter writer, TrainingPlan? training)
    {
        writer.Line($"public const int WeightIh = {WeightIh.Region.Offset}, WeightHh = {WeightHh.Region.Offset}, BiasIh = {BiasIh.Region.Offset}, BiasHh = {BiasHh.Region.Offset}; // in the parameters and their gradients");
        MatrixProductEmitter.Emit(writer, First);
        MatrixProductEmitter.Emit(writer, Second);
        RecurrentPredictionEmitter.Emit(writer, this);
        RecurrentStepEmitter.Emit(writer, this);
        if (training is not null)
            RecurrentTrainingEmitter.Emit(writer, this, training);
    }

    public override void EmitPredict(CodeWriter writer, string source, string destination, string rows) =>
        writer.Line($"{Path}.Predict<V>(ref parameters, {source}, {destination}, ref {ScratchName}, {rows});");

    public override void EmitPredictRow(CodeWriter writer, string source, string destination) =>
        writer.Line($"{Path}.PredictRow<V>(ref parameters, {source}, {destination}, ref {ScratchName});");

    public override void EmitForward(CodeWriter writer, string source) =>
        writer.Line($"{Path}.Forward<V>(ref parameters, ref workspace, {source}, start, count);");

    public override void EmitBackward(CodeWriter writer, string source, string? sourceDelta) =>
        writer.Line($"{Path}.Backward<V>(ref workspace, {(InputGradient is null ? "" : sourceDelta + ", ")}start, count);");

    public override void EmitPrepare(CodeWriter writer)
    {
        if (InputGradient is not null)
            writer.Line($"{Path}.TransposeFirst(ref At(ref parameters, {Path}.WeightIh), ref At(ref workspace, {Path}.TransposedIh), worker, workers);");
        writer.Line($"{Path}.TransposeSecond(ref At(ref parameters, {Path}.WeightHh), ref At(ref workspace, {Path}.TransposedHh), worker, workers);");
    }

    public override void EmitGradients(CodeWriter writer, string source) => writer.Line(
        $"finite &= {Path}.Gradients<V>(ref parameters, ref workspace, {source}, {(StripLength > 0 ? "ref strip, " : "")}ref gradients, rows, worker, workers);");
}
