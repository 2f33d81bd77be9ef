using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNets.Simd;

namespace CompiledNets.Randomness;

/// <summary>What dropout multiplies the values of a batch by: 0 for those that are dropped, 1/(1 − rate) for the others.</summary>
/// <remarks>
/// <para>
/// A value has a number: in row r of the batch at the place i of the row, r·stride + i, where the stride is the row's length inside a net, a multiple
/// of 16. For a row of features i is the feature; images and sequences lie in the layout of their net.
/// </para>
/// <para>
/// The value e is dropped if the unit float (<see cref="Philox.ToUnitFloat"/>) of its word is below the rate as a float. Its word is word (e/16) mod 4 of
/// the Philox block with the seed and the layer as the key's low and high half, the step as the low counter, and
/// <see cref="RandomDomain.Dropout"/> + 16·(e/64) + e mod 16 as the high one. So sixteen blocks lie side by side in lanes, and give 64 values.
/// The layer is its number among the net's dropout layers, from 0; the step is the number of updates that the trainer has applied.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>What the range of values is a multiple of.</summary>
    public const int Granule = 16;

    /// <summary>The blocks side by side, and the values that they give.</summary>
    private const int Blocks = 16, GroupLength = 4 * Blocks;

    // The numbers of every second block, each in the low half of a pair of lanes.
    private static ReadOnlySpan<uint> EvenBlocks => [0, 0, 2, 0, 4, 0, 6, 0, 8, 0, 10, 0, 12, 0, 14, 0];

    /// <summary>Writes the factors of some values.</summary>
    /// <typeparam name="V">The lane type; the factors do not depend on it.</typeparam>
    /// <param name="mask">The factor of value 0.</param>
    /// <param name="start">The first value to write, a multiple of 16.</param>
    /// <param name="end">The one behind the last, a multiple of 16.</param>
    /// <param name="rate">The probability that a value is dropped, from 0 to below 1 as a float.</param>
    /// <param name="seed">The net's seed.</param>
    /// <param name="layer">The layer's number among the dropout layers.</param>
    /// <param name="step">The number of updates so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<V>(ref float mask, int start, int end, double rate, int seed, int layer, long step)
        where V : struct, ISimd<V>
    {
        V firstC0 = Bits<V>((uint)step), firstC1 = Bits<V>((uint)(step >> 32)), firstC3 = Bits<V>((uint)(RandomDomain.Dropout >> 32));
        V multiplier0 = Bits<V>(Philox.Multiplier0), multiplier1 = Bits<V>(Philox.Multiplier1);
        V weyl0 = Bits<V>(Philox.Weyl0), weyl1 = Bits<V>(Philox.Weyl1);
        V limit = V.Broadcast((float)rate * (1 << 24)), kept = V.Broadcast((float)(1 / (1 - rate)));
        V evenBlocks = V.Load(ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(EvenBlocks)), 0);
        for (int group = start / GroupLength * GroupLength; group < end; group += GroupLength)
        {
            for (int lane = 0; lane < Blocks; lane += V.Count)
            {
                // A lane pair holds one block's word in its low half, whatever is in the high one; a has the even blocks, b the odd ones.
                uint block = (uint)(group / 4 + lane);
                V aC0 = firstC0, aC1 = firstC1, aC2 = V.AddBits(Bits<V>(block), evenBlocks), aC3 = firstC3;
                V bC0 = firstC0, bC1 = firstC1, bC2 = V.AddBits(Bits<V>(block + 1), evenBlocks), bC3 = firstC3;
                V key0 = Bits<V>((uint)seed), key1 = Bits<V>((uint)layer);
                for (int round = 0; round < Philox.Rounds; round++)
                {
                    V aProduct0 = V.MultiplyPairBits(multiplier0, aC0), aProduct1 = V.MultiplyPairBits(multiplier1, aC2);
                    V bProduct0 = V.MultiplyPairBits(multiplier0, bC0), bProduct1 = V.MultiplyPairBits(multiplier1, bC2);
                    aC0 = V.HighToLow(aProduct1) ^ aC1 ^ key0;
                    bC0 = V.HighToLow(bProduct1) ^ bC1 ^ key0;
                    aC2 = V.HighToLow(aProduct0) ^ aC3 ^ key1;
                    bC2 = V.HighToLow(bProduct0) ^ bC3 ^ key1;
                    aC1 = aProduct1;
                    bC1 = bProduct1;
                    aC3 = aProduct0;
                    bC3 = bProduct0;
                    key0 = V.AddBits(key0, weyl0);
                    key1 = V.AddBits(key1, weyl1);
                }

                Store(aC0, bC0, limit, kept, ref mask, group, start, end, lane);
                Store(aC1, bC1, limit, kept, ref mask, group + Blocks, start, end, lane);
                Store(aC2, bC2, limit, kept, ref mask, group + 2 * Blocks, start, end, lane);
                Store(aC3, bC3, limit, kept, ref mask, group + 3 * Blocks, start, end, lane);
            }
        }
    }

    /// <summary>Stores the factors for one word of each block, if they are wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(V even, V odd, V limit, V kept, ref float mask, int offset, int start, int end, int lane)
        where V : struct, ISimd<V>
    {
        if (offset < start || offset >= end)
            return;
        V words = V.Choose(Low<V>(), even, V.LowToHigh(odd));
        V unit = V.ConvertBitsToFloat(V.ShiftBitsRight(words, 8) & Bits<V>(0x00FFFFFF)); // times 2⁻²⁴, which comparing does not need
        V.Store(V.Choose(V.LessThan(unit, limit), V.Zero, kept), ref mask, offset + lane);
    }

    /// <summary>All bits of the low half of each pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Low<V>()
        where V : struct, ISimd<V> => V.HighToLow(Bits<V>(uint.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Bits<V>(uint bits)
        where V : struct, ISimd<V> => V.Broadcast(BitConverter.UInt32BitsToSingle(bits));
}
