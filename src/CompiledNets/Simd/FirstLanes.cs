using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNets.Simd;

/// <summary>Stores the first lanes of a vector in as few instructions as their number takes: halves, pairs, a single one.</summary>
internal static class FirstLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, int count)
    {
        if (count == 16)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count < 8)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 8), count - 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, int count)
    {
        if (count == 8)
        {
            value.StoreUnsafe(ref destination);
        }
        else if (count < 4)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            value.GetLower().StoreUnsafe(ref destination);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 4), count - 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, int count)
    {
        if (count == 4)
            value.StoreUnsafe(ref destination);
        else if (count >= 2)
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), value.AsUInt64().ToScalar());
        if (count == 1)
            destination = value.ToScalar();
        else if (count == 3)
            Unsafe.Add(ref destination, 2) = value.GetElement(2);
    }
}
