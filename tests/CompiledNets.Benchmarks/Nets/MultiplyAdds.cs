namespace CompiledNets.Benchmarks;

/// <summary>How many multiply-adds the layers of a net need for a row: what costs are related to.</summary>
internal static class MultiplyAdds
{
    /// <summary>Of the forward pass: one for each weight.</summary>
    public static double OfPredict(ICompiledNet net) => Weights(net).Sum();

    /// <summary>
    /// Of a training step: one for each weight forward, one for its gradient, one for the gradient by the layer's input, which the first layer does not
    /// need.
    /// </summary>
    public static double OfTrainStep(ICompiledNet net) => (3 * Weights(net).Sum()) - Weights(net).First();

    private static IEnumerable<double> Weights(ICompiledNet net) =>
        net.Tensors.Where(tensor => tensor.Shape.Count == 2).Select(tensor => (double)tensor.Length);
}
