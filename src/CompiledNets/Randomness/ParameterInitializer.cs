using System.ComponentModel;

namespace CompiledNets.Randomness;

/// <summary>
/// The initial values of a tensor. A value depends only on the seed, the tensor and its index in PyTorch's layout; it has the
/// same bits on every machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>
    /// Fills a weight or a bias as <see cref="Initializer"/> says. What is uniform in ±b lies in [−b, b), in steps of b·2⁻²³; what is
    /// normal lies within 6.34 σ. A bias is uniform in ±1/√fanIn for <see cref="Initializer.Default"/>, and zero for all others.
    /// </summary>
    /// <param name="destination">The tensor's values, in PyTorch's layout.</param>
    /// <param name="initializer">How to fill them.</param>
    /// <param name="isBias">Whether they are a bias.</param>
    /// <param name="fanIn">The number of inputs that one output of the layer sees, at least 1.</param>
    /// <param name="fanOut">The number of outputs that one input of the layer reaches, at least 1.</param>
    /// <param name="seed">The net's seed.</param>
    /// <param name="tensor">The tensor's index in the net.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is less than 1, or there is no such initializer.</exception>
    public static void Fill(Span<float> destination, Initializer initializer, bool isBias, int fanIn, int fanOut, int seed, int tensor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        if (isBias && initializer != Initializer.Default)
            initializer = Initializer.Zeros;

        double fans = (double)fanIn + fanOut;
        switch (initializer)
        {
            case Initializer.Default:
                FillUniform(destination, Math.Sqrt(1.0 / fanIn), seed, tensor);
                break;
            case Initializer.Zeros:
                destination.Clear();
                break;
            case Initializer.XavierUniform:
                FillUniform(destination, Math.Sqrt(6 / fans), seed, tensor);
                break;
            case Initializer.XavierNormal:
                FillNormal(destination, Math.Sqrt(2 / fans), seed, tensor);
                break;
            case Initializer.HeUniform:
                FillUniform(destination, Math.Sqrt(6.0 / fanIn), seed, tensor);
                break;
            case Initializer.HeNormal:
                FillNormal(destination, Math.Sqrt(2.0 / fanIn), seed, tensor);
                break;
            case Initializer.LeCunNormal:
                FillNormal(destination, Math.Sqrt(1.0 / fanIn), seed, tensor);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer, $"There is no initializer {initializer}.");
        }
    }

    private static void FillUniform(Span<float> destination, double bound, int seed, int tensor)
    {
        float scale = (float)bound;
        FillWords(destination, seed, tensor, word => (2 * Philox.ToUnitFloat(word) - 1) * scale);
    }

    // The middle of the word's interval in (0, 1): neither 0 nor 1, where the quantile is infinite.
    private static void FillNormal(Span<float> destination, double deviation, int seed, int tensor) =>
        FillWords(destination, seed, tensor, word => (float)(deviation * NormalQuantile.Of((word + 0.5) / 4294967296.0)));

    private static void FillWords(Span<float> destination, int seed, int tensor, Func<uint, float> toValue)
    {
        Span<uint> words = stackalloc uint[4];
        for (int i = 0; i < destination.Length; i++)
        {
            if (i % 4 == 0)
                Philox.Block(
                    (uint)seed, (uint)tensor, RandomDomain.Initialization | ((uint)i / 4),
                    out words[0], out words[1], out words[2], out words[3]);
            destination[i] = toValue(words[i % 4]);
        }
    }
}
