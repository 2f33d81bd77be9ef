namespace CompiledNets.Randomness;

/// <summary>
/// What random numbers are for, as the highest byte of Philox' high counter. It keeps draws apart that have the same seed and the
/// same indices: the order of the rows in epoch 0 says nothing about the first tensor's initial values.
/// </summary>
public static class RandomDomain
{
    /// <summary>Initial parameters; the low counter is the tensor.</summary>
    public const ulong Initialization = 1UL << 56;

    /// <summary>The order of rows; the low counter is the epoch.</summary>
    public const ulong Shuffling = 2UL << 56;

    /// <summary>What dropout drops; the low counter is the step.</summary>
    public const ulong Dropout = 3UL << 56;
}
