using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;

namespace CompiledNets.Generator.Planning;

/// <summary>What a layer is planned from: what comes in, and where its memory is.</summary>
/// <param name="Net">The net's name, for messages.</param>
/// <param name="Layout">A row that comes in.</param>
/// <param name="InputStride">From a row of it to the next.</param>
/// <param name="Giver">What gives it, for messages: "the input" or "layer 'dense1'".</param>
/// <param name="IsFirst">Whether nothing before the layer is trained, so that nobody reads a gradient by what comes in.</param>
/// <param name="IsTrained">Whether the net has a trainer.</param>
/// <param name="BatchSize">The most rows of a step.</param>
/// <param name="Unroll">How far the net asks to be written out.</param>
/// <param name="Parameters">The net's parameters.</param>
/// <param name="Statistics">The net's averages over batches.</param>
/// <param name="Workspace">The trainer's activations and their gradients.</param>
/// <param name="Earlier">The layers before this one, those among them that the planner put in.</param>
/// <param name="Declared">All of the net's layers, as they were declared.</param>
/// <param name="Faults">Where to report what does not fit.</param>
internal sealed record LayerContext(
    string Net,
    RowLayout Layout,
    int InputStride,
    string Giver,
    bool IsFirst,
    bool IsTrained,
    int BatchSize,
    Unroll Unroll,
    MemoryMap Parameters,
    MemoryMap Statistics,
    MemoryMap Workspace,
    IReadOnlyList<LayerPlan> Earlier,
    IReadOnlyList<LayerDeclaration> Declared,
    FaultSink Faults)
{
    /// <summary>The shape that comes in.</summary>
    public Shape Input => Layout.Shape;

    /// <summary>What its two axes are, also behind layers that leave a shape as it is.</summary>
    public RowAxes Axes
    {
        get
        {
            for (int i = Earlier.Count - 1; i >= 0; i--)
            {
                if (Earlier[i].OutputAxes != RowAxes.Unsaid || Earlier[i].Input != Earlier[i].OutputShape)
                    return Earlier[i].OutputAxes;
            }

            return RowAxes.Unsaid;
        }
    }

    /// <summary>A place in the workspace for a row of <paramref name="stride"/> floats of every row of the batch; none for a net that is not trained.</summary>
    public Region AllocateRows(int stride) => IsTrained ? Workspace.Allocate((long)BatchSize * stride) : default;

    /// <summary>The width that comes in, or null after reporting that it is not a plain row of features.</summary>
    public int? Features(LayerDeclaration layer)
    {
        if (Input.Rank == 1)
            return Input.Sizes[0];
        Faults.Report(
            Analysis.DiagnosticDescriptors.UnsupportedShape, layer.Site, Net, layer.Name, $"a row of features, [{Input.Length}]", Giver, Input,
            "put [Flatten] above it" + (Earlier.Count == 0 ? $", or declare the values in one row, [CompiledNet({string.Join(" * ", Input.Sizes)})]" : ""));
        return null;
    }
}
