namespace CompiledNets.Randomness;

/// <summary>Random orders.</summary>
public static class Permutation
{
    /// <summary>
    /// Brings the values into an order that depends only on the seed, the stream and the number of values; every order is equally
    /// likely (Fisher–Yates, Durstenfeld 1964).
    /// </summary>
    /// <param name="values">What is shuffled in place.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's orders: the epoch.</param>
    public static void Shuffle(Span<int> values, ulong seed, ulong stream)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int chosen = (int)Bounded((uint)last + 1, seed, stream, (uint)last);
            (values[chosen], values[last]) = (values[last], values[chosen]);
        }
    }

    /// <summary>
    /// A number from 0 to <paramref name="bound"/> − 1, each equally likely: the high word of a 64-bit product, rejecting the few low
    /// words that would make some results likelier (Lemire 2019, "Fast random integer generation in an interval").
    /// </summary>
    internal static uint Bounded(uint bound, ulong seed, ulong stream, uint index)
    {
        uint threshold = unchecked(0u - bound) % bound;
        for (ulong attempt = 0; ; attempt++)
        {
            Philox.Block(seed, stream, RandomDomain.Shuffling | (attempt << 32) | index, out uint r0, out uint r1, out uint r2, out uint r3);
            if (Accept(r0, bound, threshold, out uint result) || Accept(r1, bound, threshold, out result)
                || Accept(r2, bound, threshold, out result) || Accept(r3, bound, threshold, out result))
                return result;
        }
    }

    private static bool Accept(uint word, uint bound, uint threshold, out uint result)
    {
        ulong product = (ulong)word * bound;
        result = (uint)(product >> 32);
        return (uint)product >= threshold;
    }
}
