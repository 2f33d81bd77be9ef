using CompiledNets.Generator.Declaring;
using CompiledNets.Generator.Layers;

namespace CompiledNets.Generator.Planning;

/// <summary>
/// The buffers that a prediction's activations go through: a layer's output takes the first one that nobody reads any more, so that a chain goes to
/// and fro between two, and what a later layer reads as well stays where it is until then.
/// </summary>
/// <param name="Strides">The floats of a row in each.</param>
/// <param name="OfInput">The one for a padded copy of the input; −1 where the input is read where it is.</param>
/// <param name="OfLayers">Which one each layer writes to.</param>
/// <param name="OfScratch">Which one each layer uses besides while it computes; −1 where it needs none.</param>
internal sealed record BufferPlan(EquatableArray<int> Strides, int OfInput, EquatableArray<int> OfLayers, EquatableArray<int> OfScratch)
{
    /// <summary>The floats of a row in all of them.</summary>
    public long RowFloats => Strides.Sum(stride => (long)stride);

    /// <summary>How a buffer is called in generated code.</summary>
    public static string Name(int buffer) => "buffer" + Emitting.Literal.Int(buffer);

    /// <summary>Hands out buffers.</summary>
    /// <param name="layers">The layers, in their order.</param>
    /// <param name="copiedInput">The floats of a padded row of input, or 0 where it is not copied.</param>
    public static BufferPlan Of(IReadOnlyList<LayerPlan> layers, int copiedInput)
    {
        var strides = new List<int>();
        var freeFrom = new List<int>(); // the first layer that may write to each
        int ofInput = copiedInput > 0 ? Take(layer: -1, lastReader: 0, copiedInput) : -1;
        int[] ofLayers = new int[layers.Count], ofScratch = new int[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            int source = i > 0 ? ofLayers[i - 1] : ofInput;
            bool inPlace = layers[i].PredictsInPlace && source >= 0 && freeFrom[source] == i + 1;
            ofLayers[i] = Take(i, LastReader(layers, i), layers[i].OutputStride, inPlace ? source : -1);
            ofScratch[i] = layers[i].ScratchStride > 0 ? Take(i, lastReader: i, layers[i].ScratchStride) : -1;
        }

        return new BufferPlan(strides.ToEquatableArray(), ofInput, ofLayers.ToEquatableArray(), ofScratch.ToEquatableArray());

        int Take(int layer, int lastReader, int stride, int wanted = -1)
        {
            int buffer = wanted >= 0 ? wanted : freeFrom.FindIndex(from => from <= layer);
            if (buffer < 0)
            {
                buffer = strides.Count;
                strides.Add(0);
                freeFrom.Add(0);
            }

            strides[buffer] = Math.Max(strides[buffer], stride);
            freeFrom[buffer] = lastReader + 1;
            return buffer;
        }
    }

    private static int LastReader(IReadOnlyList<LayerPlan> layers, int layer)
    {
        int last = layer + 1;
        for (int reader = last; reader < layers.Count; reader++)
        {
            if (layers[reader].AlsoReads == layer)
                last = reader;
        }

        return last;
    }
}
