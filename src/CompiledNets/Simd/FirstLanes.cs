using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNets.Simd;

/// <summary>Loads or stores the first lanes of a vector in as few instructions as their number takes: halves, pairs, a single one.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(ref readonly float source, int count)
    {
        if (count == 16)
            return Vector512.LoadUnsafe(in source);
        return count <= 8
            ? Load256(in source, count).ToVector512()
            : Vector512.Create(Vector256.LoadUnsafe(in source), Load256(in Unsafe.Add(ref Unsafe.AsRef(in source), 8), count - 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(ref readonly float source, int count)
    {
        if (count == 8)
            return Vector256.LoadUnsafe(in source);
        return count <= 4
            ? Load128(in source, count).ToVector256()
            : Vector256.Create(Vector128.LoadUnsafe(in source), Load128(in Unsafe.Add(ref Unsafe.AsRef(in source), 4), count - 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load128(ref readonly float source, int count)
    {
        if (count == 4)
            return Vector128.LoadUnsafe(in source);
        if (count == 1)
            return Vector128.CreateScalar(source);
        Vector128<float> pair = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(in Unsafe.As<float, byte>(ref Unsafe.AsRef(in source)))).AsSingle();
        return count == 2 ? pair : pair.WithElement(2, Unsafe.Add(ref Unsafe.AsRef(in source), 2));
    }
}
