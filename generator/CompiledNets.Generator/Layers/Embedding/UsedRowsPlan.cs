using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers.Embedding;

/// <summary>Where a trainer lists the rows of a table that a step uses: see <c>CompiledNets.Memory.UsedRows</c>.</summary>
/// <param name="List">Their number and, behind a cache line, the rows.</param>
/// <param name="Marks">A bit for each row of the table.</param>
/// <param name="Most">The most rows that a step uses.</param>
internal sealed record UsedRowsPlan(Region List, Region Marks, int Most)
{
    public static UsedRowsPlan Plan(LayerContext context, int vocabulary, int time)
    {
        int most = (int)Math.Min(vocabulary, (long)context.BatchSize * time);
        return new UsedRowsPlan(context.Workspace.Allocate(Panels.Width + most), context.Workspace.Allocate((vocabulary + 31L) / 32), most);
    }
}
