using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Recurrent;

/// <summary>What a trainer keeps of a recurrent layer, for every row of the batch.</summary>
/// <param name="Kept">Of each step: what the first product gives, then what the cell keeps, then the derivatives.</param>
/// <param name="Hidden">Of each step: the hidden state that it began with.</param>
/// <param name="Cells">The same for the cell state.</param>
/// <param name="Second">What the second product gives, of one step.</param>
/// <param name="RunningHidden">The hidden state between two steps, where the output holds those of all steps.</param>
/// <param name="RunningCell">The cell state between two steps.</param>
/// <param name="Carried">The derivative by the hidden state that the step behind gives, through the second product.</param>
/// <param name="HandedOn">And what it hands on straight.</param>
/// <param name="CarriedCell">The derivative by the cell state.</param>
/// <param name="TransposedIh">The transpose of W_ih, where the layer before is trained.</param>
/// <param name="TransposedHh">The transpose of W_hh.</param>
internal sealed record RecurrentMemory(
    Region Kept,
    Region Hidden,
    Region? Cells,
    Region Second,
    Region? RunningHidden,
    Region? RunningCell,
    Region Carried,
    Region? HandedOn,
    Region? CarriedCell,
    Region? TransposedIh,
    Region TransposedHh)
{
    public static RecurrentMemory Of(RecurrentDeclaration layer, LayerContext context, int time, int features)
    {
        RecurrentCell cell = layer.Cell;
        long units = Panels.PaddedLong(layer.Units), columns = cell.Gates.Count * units;
        return new RecurrentMemory(
            Kept: Rows(time * cell.Kept.Count * units),
            Hidden: Rows(time * units),
            Cells: cell.HasCellState ? Rows(time * units) : null,
            Second: Rows(columns),
            RunningHidden: layer.ReturnsSequences ? Rows(units) : null,
            RunningCell: cell.HasCellState ? Rows(units) : null,
            Carried: Rows(units),
            HandedOn: cell.HandsHiddenOn ? Rows(units) : null,
            CarriedCell: cell.HasCellState ? Rows(units) : null,
            TransposedIh: context.IsFirst ? null : context.Workspace.Allocate(columns * Panels.PaddedLong(features)),
            TransposedHh: context.Workspace.Allocate(columns * units));

        Region Rows(long stride) => context.Workspace.Allocate(context.BatchSize * stride);
    }
}
