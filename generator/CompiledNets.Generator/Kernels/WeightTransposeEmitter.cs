using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Kernels;

/// <summary>Prints the transposition of a weight, for the gradient by what came in.</summary>
internal static class WeightTransposeEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="rows">The rows of W, as it stands in its panels: the values that come in.</param>
    /// <param name="columns">The columns of W.</param>
    public static void Emit(CodeWriter writer, string name, int rows, int columns)
    {
        writer.Separate();
        writer.Summary($"Wᵀ from W, a worker's share: [{rows}, {columns}] → [{columns}, {rows}], both in panels.");
        writer.Line(KernelText.Optimized);
        using (writer.Block($"public static void {name}(ref float weight, ref float transposed, int worker, int workers)"))
        {
            writer.Line($"{KernelText.WorkRange} share = {KernelText.WorkRange}.Of({Panels.Count(rows)}, 1, worker, workers);");
            writer.Line($"global::CompiledNets.Memory.PanelLayout.Transpose(ref weight, ref transposed, {rows}, {columns}, share.Start, share.End);");
        }
    }
}
