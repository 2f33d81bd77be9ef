namespace CompiledNets.Benchmarks;

/// <summary>How many multiply-adds the layers of a net need for a row: what costs are related to.</summary>
internal static class MultiplyAdds
{
    /// <summary>Of the forward pass: one for each weight and place where it is used.</summary>
    /// <param name="net">The net.</param>
    /// <param name="places">The pixels that each convolution makes, in their order; a dense layer's weights are used once.</param>
    public static double OfPredict(ICompiledNet net, params int[] places) => OfLayers(net, places).Sum();

    /// <summary>
    /// Of a training step: the same forward, for the weights' gradient, and for the gradient by the layer's input, which the first layer does not
    /// need.
    /// </summary>
    /// <inheritdoc cref="OfPredict(ICompiledNet, int[])"/>
    public static double OfTrainStep(ICompiledNet net, params int[] places) => (3 * OfLayers(net, places).Sum()) - OfLayers(net, places).First();

    private static IEnumerable<double> OfLayers(ICompiledNet net, int[] places) => net.Tensors
        .Where(tensor => tensor.Shape.Count > 1)
        .Select((weight, layer) => (double)weight.Length * (layer < places.Length ? places[layer] : 1));
}
