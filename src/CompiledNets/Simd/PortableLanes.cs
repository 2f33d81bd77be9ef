using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Simd;

/// <summary><see cref="Vector{T}"/>: as many lanes as the machine offers to portable code, 4 without any SIMD.</summary>
public struct PortableLanes : ISimd<PortableLanes>
{
    // Not readonly: Accumulate writes it in place.
    private Vector<float> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PortableLanes(Vector<float> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    /// <inheritdoc/>
    /// <remarks>Sixteen lanes have 32. Eight have, too, where there is AVX-512, but tiles of 8 rows are slower there than those of 6 (docs/performance.md, "What was tried and lost").</remarks>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AdvSimd.IsSupported || Count == 16 ? 32 : 16;
    }

    /// <inheritdoc/>
    public static PortableLanes Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Broadcast(float value) => new(Vector.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Load(ref readonly float source, int offset) => new(Vector.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes LoadFirst(ref readonly float source, int offset, int count)
    {
        ref readonly float first = ref Unsafe.Add(ref Unsafe.AsRef(in source), offset);
        if (Count == 16)
            return new(FirstLanes.Load512(in first, count).AsVector());
        return new(Count == 8 ? FirstLanes.Load256(in first, count).AsVector() : FirstLanes.Load128(in first, count).AsVector());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PortableLanes value, ref float destination, int offset) => Vector.StoreUnsafe(value.lanes, ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(PortableLanes value, ref float destination, int offset, int count)
    {
        if (Count == 16)
            FirstLanes.Store(value.lanes.AsVector512(), ref Unsafe.Add(ref destination, offset), count);
        else if (Count == 8)
            FirstLanes.Store(value.lanes.AsVector256(), ref Unsafe.Add(ref destination, offset), count);
        else
            FirstLanes.Store(value.lanes.AsVector128(), ref Unsafe.Add(ref destination, offset), count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes LoadHalves(ref readonly float source, int lower, int upper)
    {
        if (Count == 16)
            return new(Vector256.LoadUnsafe(in source, (nuint)lower).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(in source, (nuint)upper)).AsVector());
        if (Count == 8)
            return new(Vector128.LoadUnsafe(in source, (nuint)lower).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(in source, (nuint)upper)).AsVector());
        return new(Vector128.Create(Vector64.LoadUnsafe(in source, (nuint)lower), Vector64.LoadUnsafe(in source, (nuint)upper)).AsVector());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(PortableLanes value, ref float destination, int lower, int upper)
    {
        if (Count == 16)
        {
            value.lanes.AsVector512().GetLower().StoreUnsafe(ref destination, (nuint)lower);
            value.lanes.AsVector512().GetUpper().StoreUnsafe(ref destination, (nuint)upper);
        }
        else if (Count == 8)
        {
            value.lanes.AsVector256().GetLower().StoreUnsafe(ref destination, (nuint)lower);
            value.lanes.AsVector256().GetUpper().StoreUnsafe(ref destination, (nuint)upper);
        }
        else
        {
            value.lanes.AsVector128().GetLower().StoreUnsafe(ref destination, (nuint)lower);
            value.lanes.AsVector128().GetUpper().StoreUnsafe(ref destination, (nuint)upper);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator +(PortableLanes left, PortableLanes right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator -(PortableLanes left, PortableLanes right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator *(PortableLanes left, PortableLanes right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator /(PortableLanes left, PortableLanes right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator -(PortableLanes value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes MultiplyAdd(PortableLanes left, PortableLanes right, PortableLanes addend) =>
        new(Vector.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref PortableLanes sum, PortableLanes left, PortableLanes right) => sum.lanes = Vector.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref PortableLanes sum, PortableLanes factor, ref readonly float source, int offset) =>
        sum.lanes = Vector.FusedMultiplyAdd(factor.lanes, Vector.LoadUnsafe(in source, (nuint)offset), sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Sqrt(PortableLanes value) => new(Vector.SquareRoot(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Abs(PortableLanes value) => new(Vector.Abs(value.lanes));

    // The x86 instruction returns its second operand for NaN and for two zeros; that of Arm does not, so there it is compared and chosen.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes AtMost(PortableLanes value, PortableLanes limit) =>
        AdvSimd.IsSupported ? Choose(GreaterThan(value, limit), limit, value) : new(Vector.MinNative(limit.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes AtLeast(PortableLanes value, PortableLanes limit) =>
        AdvSimd.IsSupported ? Choose(LessThan(value, limit), limit, value) : new(Vector.MaxNative(limit.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes LessThan(PortableLanes left, PortableLanes right) => new(Vector.AsVectorSingle(Vector.LessThan(left.lanes, right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes GreaterThan(PortableLanes left, PortableLanes right) => new(Vector.AsVectorSingle(Vector.GreaterThan(left.lanes, right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Equals(PortableLanes left, PortableLanes right) => new(Vector.AsVectorSingle(Vector.Equals(left.lanes, right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes Choose(PortableLanes mask, PortableLanes whenSet, PortableLanes whenClear) =>
        new(Vector.ConditionalSelect(mask.lanes, whenSet.lanes, whenClear.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator &(PortableLanes left, PortableLanes right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator |(PortableLanes left, PortableLanes right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes operator ^(PortableLanes left, PortableLanes right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes AddBits(PortableLanes left, PortableLanes right) =>
        new(Vector.AsVectorSingle(Vector.AsVectorInt32(left.lanes) + Vector.AsVectorInt32(right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes SubtractBits(PortableLanes left, PortableLanes right) =>
        new(Vector.AsVectorSingle(Vector.AsVectorInt32(left.lanes) - Vector.AsVectorInt32(right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes ShiftBitsLeft(PortableLanes value, int count) =>
        new(Vector.AsVectorSingle(Vector.AsVectorInt32(value.lanes) << count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes ShiftBitsRight(PortableLanes value, int count) =>
        new(Vector.AsVectorSingle(Vector.AsVectorInt32(value.lanes) >> count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes ConvertBitsToFloat(PortableLanes value) => new(Vector.ConvertToSingle(Vector.AsVectorInt32(value.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes MultiplyPairBits(PortableLanes left, PortableLanes right)
    {
        if (Vector<float>.Count == 16 && Avx512F.IsSupported)
            return new(Avx512F.Multiply(left.lanes.AsVector512().AsUInt32(), right.lanes.AsVector512().AsUInt32()).AsSingle().AsVector());
        if (Vector<float>.Count == 8 && Avx2.IsSupported)
            return new(Avx2.Multiply(left.lanes.AsVector256().AsUInt32(), right.lanes.AsVector256().AsUInt32()).AsSingle().AsVector());
        if (Vector<float>.Count == 4 && Sse2.IsSupported)
            return new(Sse2.Multiply(left.lanes.AsVector128().AsUInt32(), right.lanes.AsVector128().AsUInt32()).AsSingle().AsVector());
        if (Vector<float>.Count == 4 && AdvSimd.IsSupported)
        {
            Vector64<uint> leftLow = AdvSimd.ExtractNarrowingLower(left.lanes.AsVector128().AsUInt64());
            Vector64<uint> rightLow = AdvSimd.ExtractNarrowingLower(right.lanes.AsVector128().AsUInt64());
            return new(AdvSimd.MultiplyWideningLower(leftLow, rightLow).AsSingle().AsVector());
        }

        var low = new Vector<ulong>(uint.MaxValue);
        return new(Vector.AsVectorSingle((Vector.AsVectorUInt64(left.lanes) & low) * (Vector.AsVectorUInt64(right.lanes) & low)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes HighToLow(PortableLanes value) => new(Vector.AsVectorSingle(Vector.AsVectorUInt64(value.lanes) >>> 32));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLanes LowToHigh(PortableLanes value) => new(Vector.AsVectorSingle(Vector.AsVectorUInt64(value.lanes) << 32));
}
