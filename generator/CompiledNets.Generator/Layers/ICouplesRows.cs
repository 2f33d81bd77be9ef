using CompiledNets.Generator.Emitting;

namespace CompiledNets.Generator.Layers;

/// <summary>
/// A planned layer that computes with all rows of a batch at once. In training, the passes over the rows end before it and go on behind it, forward and
/// backward, and in between all workers meet: what it needs of all rows is worked out there.
/// </summary>
internal interface ICouplesRows
{
    string Name { get; }

    /// <summary>The values of a row that are combined with those of all other rows.</summary>
    int CoupledValues { get; }

    /// <summary>The fewest rows of a step, 1 or 2.</summary>
    int FewestRows { get; }

    /// <summary>Whether each row has something to gather for the others first.</summary>
    bool GathersRows { get; }

    /// <summary>What the forward pass needs of each of the <c>count</c> rows from row <c>start</c> on.</summary>
    void EmitGather(CodeWriter writer, string source);

    /// <summary>What it works out from all <c>rows</c> rows, for worker <c>worker</c> of <c>workers</c>; clears <c>finite</c> if that is not finite.</summary>
    void EmitCouple(CodeWriter writer, string source);

    /// <summary>What the backward pass needs of each of the <c>count</c> rows from row <c>start</c> on.</summary>
    void EmitGatherBackward(CodeWriter writer, string source);

    /// <summary>What it works out from all <c>rows</c> rows, for worker <c>worker</c> of <c>workers</c>.</summary>
    void EmitCoupleBackward(CodeWriter writer, string source);

    /// <summary>What the net keeps of a batch whose gradients are applied.</summary>
    void EmitStatisticsUpdate(CodeWriter writer);
}
