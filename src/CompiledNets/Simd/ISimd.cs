namespace CompiledNets.Simd;

/// <summary>
/// A vector of <see cref="Count"/> floats ("lanes"). Kernels are written once, generic over the lane type, and the JIT
/// compiles them for the widest one that the machine has: every member is a constant or one instruction there.
/// </summary>
/// <remarks>
/// All arithmetic is IEEE 754 binary32, rounded once per operation, so that a lane computes the same bits in a vector of
/// any width. Nothing here is an estimate.
/// </remarks>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>The number of lanes: 4, 8 or 16. A constant for the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>The number of vector registers of the machine: 16 or 32. A constant for the JIT.</summary>
    static abstract int Registers { get; }

    /// <summary>All lanes +0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>The lanes <c>(&amp;source)[offset .. offset + Count]</c>; no alignment is needed.</summary>
    static abstract TSelf Load(ref readonly float source, int offset);

    /// <summary>Loads the first <paramref name="count"/> lanes and reads nothing behind them; the others are +0. The count, 1 to <see cref="Count"/>, is a constant at every use.</summary>
    static abstract TSelf LoadFirst(ref readonly float source, int offset, int count);

    /// <summary>Stores the lanes to <c>(&amp;destination)[offset .. offset + Count]</c>; no alignment is needed.</summary>
    static abstract void Store(TSelf value, ref float destination, int offset);

    /// <summary>Stores the first <paramref name="count"/> lanes and nothing behind them; the count, 1 to <see cref="Count"/>, is a constant at every use.</summary>
    static abstract void StoreFirst(TSelf value, ref float destination, int offset, int count);

    /// <summary>The first half of the lanes from <c>(&amp;source)[lower ..]</c>, the second from <c>(&amp;source)[upper ..]</c>.</summary>
    static abstract TSelf LoadHalves(ref readonly float source, int lower, int upper);

    /// <summary>Stores the first half of the lanes to <c>(&amp;destination)[lower ..]</c>, then the second to <c>(&amp;destination)[upper ..]</c>.</summary>
    static abstract void StoreHalves(TSelf value, ref float destination, int lower, int upper);

    /// <summary>Lane by lane <c>left + right</c>.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Lane by lane <c>left − right</c>.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Lane by lane <c>left · right</c>.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Lane by lane <c>left / right</c>, correctly rounded.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Lane by lane <c>−value</c>: flips the sign bit.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Lane by lane <c>left · right + addend</c> with one rounding, also where the machine has no such instruction.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// Lane by lane <c>sum ← left · right + sum</c> with one rounding. The same bits as <see cref="MultiplyAdd"/>, but the JIT sees that the sum stays in
    /// its register; through a result it would move from one to another, and back at the end of a loop.
    /// </summary>
    static abstract void Accumulate(ref TSelf sum, TSelf left, TSelf right);

    /// <summary><see cref="Accumulate(ref TSelf, TSelf, TSelf)"/> with the lanes at <c>(&amp;source)[offset]</c>, which the instruction itself reads from memory.</summary>
    static abstract void Accumulate(ref TSelf sum, TSelf factor, ref readonly float source, int offset);

    /// <summary>Lane by lane <c>√value</c>, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Lane by lane <c>|value|</c>: clears the sign bit.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Lane by lane <c>value &gt; limit ? limit : value</c>, to the bit: a NaN or a zero of either sign in value comes through.</summary>
    static abstract TSelf AtMost(TSelf value, TSelf limit);

    /// <summary>Lane by lane <c>value &lt; limit ? limit : value</c>, to the bit: a NaN or a zero of either sign in value comes through.</summary>
    static abstract TSelf AtLeast(TSelf value, TSelf limit);

    /// <summary>A mask (all bits of a lane set, or none): <c>left &lt; right</c>; none for NaN.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>A mask (all bits of a lane set, or none): <c>left &gt; right</c>; none for NaN.</summary>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>A mask (all bits of a lane set, or none): <c>left = right</c>; none for NaN.</summary>
    static abstract TSelf Equals(TSelf left, TSelf right);

    /// <summary>Lane by lane the bits of <paramref name="whenSet"/> where the mask is set, else those of <paramref name="whenClear"/>.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf whenSet, TSelf whenClear);

    /// <summary>Bitwise <c>left &amp; right</c>.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bitwise <c>left | right</c>.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Bitwise <c>left ^ right</c>.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Lane by lane the sum of the bit patterns as 32-bit integers, wrapping.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Lane by lane the difference of the bit patterns as 32-bit integers, wrapping.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>Lane by lane the bit pattern shifted left; the count is a constant at every use.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>Lane by lane the bit pattern shifted right, copies of the sign bit coming in; the count is a constant at every use.</summary>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary>Lane by lane the bit pattern, read as a signed 32-bit integer, converted to the nearest float.</summary>
    static abstract TSelf ConvertBitsToFloat(TSelf value);

    // Two lanes as one: lane 2i holds the low half of a 64-bit integer, lane 2i + 1 the high half.

    /// <summary>Pair by pair the 64-bit product of the two low halves, read as unsigned 32-bit integers.</summary>
    static abstract TSelf MultiplyPairBits(TSelf left, TSelf right);

    /// <summary>Pair by pair the high half moved to the low one; the high half becomes 0.</summary>
    static abstract TSelf HighToLow(TSelf value);

    /// <summary>Pair by pair the low half moved to the high one; the low half becomes 0.</summary>
    static abstract TSelf LowToHigh(TSelf value);
}
