using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;
using CompiledNets.Generator.Layers.Recurrent;
using CompiledNets.Generator.Layers.Reorder;

namespace CompiledNets.Generator.Planning;

/// <summary>How a net takes a sequence step by step: its layers for one step, and the memory of a state, which has room for what they give as well.</summary>
/// <param name="InputSize">The values of a step of input.</param>
/// <param name="OutputSize">The values that a step gives.</param>
/// <param name="InputOffset">Where the input is copied to, padded; −1 where it is read where it is.</param>
/// <param name="Layers">The layers for one step.</param>
/// <param name="StateLength">The floats of a state.</param>
internal sealed record StreamingPlan(int InputSize, int OutputSize, int InputOffset, EquatableArray<StreamedLayer> Layers, int StateLength)
{
    /// <summary>The layers that are planned for one step only, and need a class of their own.</summary>
    public IEnumerable<LayerPlan> OwnLayers => Layers.Where(layer => layer.IsOwn).Select(layer => layer.Plan);

    /// <summary>
    /// The plan, or null for a net that cannot. All layers up to the last recurrent one must take their input step by step, and if that one returns sequences,
    /// those behind it too; else what is behind it reads a row that is there after every step.
    /// </summary>
    /// <param name="layers">The net's layers.</param>
    /// <param name="freeName">Gives a name that no layer has, from one that some may have.</param>
    public static StreamingPlan? Plan(IReadOnlyList<LayerPlan> layers, Func<string, string> freeName)
    {
        int last = layers.Count - 1;
        while (last >= 0 && layers[last] is not RecurrentPlan)
            last--;
        if (last < 0)
            return null;
        var state = new MemoryMap();
        var streamed = new List<StreamedLayer>();
        int[] offsets = new int[layers.Count]; // of what each layer gives
        bool inSteps = true;
        int inputOffset = -1, operations = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            LayerPlan layer = layers[i];
            bool liesInOrder = inSteps && layer is ReorderPlan && layer.Input == layer.OutputShape && layer.Input.Rank == 2; // whichever way a sequence does
            if (liesInOrder || layer.RowOperations == 0)
            {
                offsets[i] = i == 0 ? -1 : offsets[i - 1];
                continue;
            }

            bool isOwn = inSteps && layer is not RecurrentPlan;
            if ((isOwn ? layer.OfOneStep(freeName(layer.Name + "Step")) : layer) is not { } plan || (i < last && layer is RecurrentPlan { ReturnsSequences: false }))
                return null;
            if (isOwn && streamed.Count == 0 && layer.Vocabulary is null)
                inputOffset = state.Allocate(plan.InputStride).Offset; // it may read whole vectors, which the caller's span need not have
            int length = plan is RecurrentPlan recurrent ? recurrent.StateLength : plan.OutputStride + plan.ScratchStride;
            bool isWritten = operations + plan.RowOperations <= JitBudget.LaneOperations;
            operations += isWritten ? plan.RowOperations!.Value : 0;
            offsets[i] = state.Allocate(length).Offset;
            int other = layer.AlsoReads < 0 ? -1 : offsets[layer.AlsoReads];
            if (other < 0 && layer.AlsoReads >= 0)
                return null; // the caller's own step of input, which may not be read in whole vectors
            streamed.Add(new StreamedLayer(plan, isOwn, isWritten, offsets[i], other));
            inSteps &= layer is not RecurrentPlan { ReturnsSequences: false };
        }

        if (!state.Fits)
            return null;
        Shape output = layers[layers.Count - 1].OutputShape;
        return new StreamingPlan(
            layers[0].Vocabulary is null ? layers[0].Input.Sizes[1] : 1, inSteps ? output.Sizes[1] : (int)output.Length, inputOffset, streamed.ToEquatableArray(), (int)state.Length);
    }
}

/// <summary>A layer for one step.</summary>
/// <param name="Plan">The layer.</param>
/// <param name="IsOwn">Whether it was planned for one step; else it is one of the net's.</param>
/// <param name="IsWritten">Whether it stands in the step's method, as in that of a tiny net's single row; else it is called.</param>
/// <param name="Offset">Where in the state its memory is: what it gives, and behind that what else it needs.</param>
/// <param name="OtherOffset">Where in the state is what it reads besides; −1 where there is nothing.</param>
internal sealed record StreamedLayer(LayerPlan Plan, bool IsOwn, bool IsWritten, int Offset, int OtherOffset);
