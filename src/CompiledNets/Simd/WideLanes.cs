using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CompiledNets.Simd;

/// <summary><see cref="Vector512{T}"/>: 16 lanes and 32 registers, for machines with AVX-512.</summary>
public struct WideLanes : ISimd<WideLanes>
{
    // Not readonly: Accumulate writes it in place.
    private Vector512<float> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideLanes(Vector512<float> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 32;
    }

    /// <inheritdoc/>
    public static WideLanes Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Broadcast(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Load(ref readonly float source, int offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LoadFirst(ref readonly float source, int offset, int count) =>
        new(FirstLanes.Load512(in Unsafe.Add(ref Unsafe.AsRef(in source), offset), count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(WideLanes value, ref float destination, int offset) => Vector512.StoreUnsafe(value.lanes, ref destination, (nuint)offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(WideLanes value, ref float destination, int offset, int count) =>
        FirstLanes.Store(value.lanes, ref Unsafe.Add(ref destination, offset), count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LoadHalves(ref readonly float source, int lower, int upper) =>
        new(Vector256.LoadUnsafe(in source, (nuint)lower).ToVector512Unsafe().WithUpper(Vector256.LoadUnsafe(in source, (nuint)upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(WideLanes value, ref float destination, int lower, int upper)
    {
        value.lanes.GetLower().StoreUnsafe(ref destination, (nuint)lower);
        value.lanes.GetUpper().StoreUnsafe(ref destination, (nuint)upper);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator +(WideLanes left, WideLanes right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes left, WideLanes right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator *(WideLanes left, WideLanes right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator /(WideLanes left, WideLanes right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes left, WideLanes right, WideLanes addend) =>
        new(Vector512.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref WideLanes sum, WideLanes left, WideLanes right) => sum.lanes = Vector512.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref WideLanes sum, WideLanes factor, ref readonly float source, int offset) =>
        sum.lanes = Vector512.FusedMultiplyAdd(factor.lanes, Vector512.LoadUnsafe(in source, (nuint)offset), sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Sqrt(WideLanes value) => new(Vector512.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Abs(WideLanes value) => new(Vector512.Abs(value.lanes));

    // The x86 instruction returns its second operand for NaN and for two zeros; that of Arm does not, so there it is compared and chosen.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes AtMost(WideLanes value, WideLanes limit) =>
        AdvSimd.IsSupported ? Choose(GreaterThan(value, limit), limit, value) : new(Vector512.MinNative(limit.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes AtLeast(WideLanes value, WideLanes limit) =>
        AdvSimd.IsSupported ? Choose(LessThan(value, limit), limit, value) : new(Vector512.MaxNative(limit.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LessThan(WideLanes left, WideLanes right) => new(Vector512.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes GreaterThan(WideLanes left, WideLanes right) => new(Vector512.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Equals(WideLanes left, WideLanes right) => new(Vector512.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Choose(WideLanes mask, WideLanes whenSet, WideLanes whenClear) =>
        new(Vector512.ConditionalSelect(mask.lanes, whenSet.lanes, whenClear.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator &(WideLanes left, WideLanes right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator |(WideLanes left, WideLanes right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator ^(WideLanes left, WideLanes right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes AddBits(WideLanes left, WideLanes right) =>
        new(Vector512.AsSingle(Vector512.AsInt32(left.lanes) + Vector512.AsInt32(right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes SubtractBits(WideLanes left, WideLanes right) =>
        new(Vector512.AsSingle(Vector512.AsInt32(left.lanes) - Vector512.AsInt32(right.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ShiftBitsLeft(WideLanes value, int count) =>
        new(Vector512.AsSingle(Vector512.AsInt32(value.lanes) << count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ShiftBitsRight(WideLanes value, int count) =>
        new(Vector512.AsSingle(Vector512.AsInt32(value.lanes) >> count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ConvertBitsToFloat(WideLanes value) => new(Vector512.ConvertToSingle(Vector512.AsInt32(value.lanes)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyPairBits(WideLanes left, WideLanes right)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Multiply(left.lanes.AsUInt32(), right.lanes.AsUInt32()).AsSingle());
        Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
        return new(((left.lanes.AsUInt64() & low) * (right.lanes.AsUInt64() & low)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes HighToLow(WideLanes value) => new((value.lanes.AsUInt64() >>> 32).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LowToHigh(WideLanes value) => new((value.lanes.AsUInt64() << 32).AsSingle());
}
