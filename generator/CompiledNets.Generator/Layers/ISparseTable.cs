using CompiledNets.Generator.Emitting;
using CompiledNets.Generator.Planning;

namespace CompiledNets.Generator.Layers;

/// <summary>
/// A first layer's table, at the beginning of the parameters, of which a step uses a few rows. The gradients of the others are zero, and what goes over all parameters, the update,
/// the norm, the check, leaves the table to the layer, which goes over the rows that were used.
/// </summary>
internal interface ISparseTable
{
    /// <summary>The table's tensor.</summary>
    TensorPlan Table { get; }

    /// <summary>The most floats of it that a step uses.</summary>
    long MostUsed { get; }

    /// <summary>Before a step: forgets the rows that were used last and clears their gradients, then finds those that the <c>rows</c> rows at <c>inputs</c> use.</summary>
    void EmitCollect(CodeWriter writer);

    /// <summary>The update of a worker's share of the rows that were used; <paramref name="numbers"/> are the arguments of <c>Pass.Update</c>.</summary>
    void EmitUpdate(CodeWriter writer, string numbers);

    /// <summary>Adds the squares of the gradients to <c>squares</c>.</summary>
    void EmitSquares(CodeWriter writer);

    /// <summary>Clears <c>finite</c> if the parameters of a worker's share of the rows that were used have a square that is not finite.</summary>
    void EmitCheck(CodeWriter writer);
}
