using System.Runtime.CompilerServices;

namespace CompiledNets.Randomness;

/// <summary>
/// Philox 4×32-10: random numbers as a function of a key and a counter (Salmon, Moraes, Dror and Shaw 2011, "Parallel random
/// numbers: as easy as 1, 2, 3"). There is no state: a draw depends on what it is for, not on who asks first, so that it is the
/// same for any number of threads.
/// </summary>
/// <remarks>
/// Within the library the key is a seed, with the layer in its high half for <see cref="DropoutMask"/>; the low counter says which one (tensor, epoch,
/// step) and the high counter says which value, with the <see cref="RandomDomain"/> in its highest byte.
/// </remarks>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const int Rounds = 10;
    internal const uint Weyl0 = 0x9E3779B9; // golden ratio
    internal const uint Weyl1 = 0xBB67AE85; // √3 − 1

    /// <summary>The 128 random bits of one counter.</summary>
    /// <param name="key">The key; its low half is the reference implementation's first key word.</param>
    /// <param name="counterLow">The first and second word of the counter.</param>
    /// <param name="counterHigh">The third and fourth word of the counter.</param>
    /// <param name="r0">The first word.</param>
    /// <param name="r1">The second word.</param>
    /// <param name="r2">The third word.</param>
    /// <param name="r3">The fourth word.</param>
    public static void Block(
        ulong key, ulong counterLow, ulong counterHigh, out uint r0, out uint r1, out uint r2, out uint r3)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        uint c0 = (uint)counterLow;
        uint c1 = (uint)(counterLow >> 32);
        uint c2 = (uint)counterHigh;
        uint c3 = (uint)(counterHigh >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c3 = (uint)product0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        r0 = c0;
        r1 = c1;
        r2 = c2;
        r3 = c3;
    }

    /// <summary>A float from 0, inclusive, to 1, exclusive: the upper 24 bits of a word, each multiple of 2⁻²⁴ equally likely.</summary>
    /// <param name="bits">A random word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToUnitFloat(uint bits) => (bits >> 8) * (1f / (1 << 24));
}
