using System.Runtime.CompilerServices;
using CompiledNets.Simd;

namespace CompiledNets.Benchmarks;

/// <summary>What one core reaches at most: a loop of independent fused multiply-adds.</summary>
internal static class Peak
{
    private const int Iterations = 20_000, Chains = 12;

    private static float sink;

    /// <summary>Multiply-adds in a µs, at this moment: cores have phases in which they are slower.</summary>
    public static double MultiplyAddsPerMicrosecond()
    {
        double least = Stopwatching.Microseconds(Call).Minimum;
        int lanes = MachineLanes.AreWide ? WideLanes.Count : PortableLanes.Count;
        return (double)Iterations * Chains * lanes / least;
    }

    private static void Call(int times)
    {
        for (int i = 0; i < times; i++)
            sink += MachineLanes.AreWide ? Run<WideLanes>(1f) : Run<PortableLanes>(1f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run<V>(float start)
        where V : struct, ISimd<V>
    {
        V x = V.Broadcast(0.999f), y = V.Broadcast(1e-3f);
        V a0 = V.Broadcast(start), a1 = a0 + y, a2 = a1 + y, a3 = a2 + y, a4 = a3 + y, a5 = a4 + y;
        V a6 = a5 + y, a7 = a6 + y, a8 = a7 + y, a9 = a8 + y, a10 = a9 + y, a11 = a10 + y;
        for (int i = 0; i < Iterations; i++)
        {
            a0 = V.MultiplyAdd(a0, x, y);
            a1 = V.MultiplyAdd(a1, x, y);
            a2 = V.MultiplyAdd(a2, x, y);
            a3 = V.MultiplyAdd(a3, x, y);
            a4 = V.MultiplyAdd(a4, x, y);
            a5 = V.MultiplyAdd(a5, x, y);
            a6 = V.MultiplyAdd(a6, x, y);
            a7 = V.MultiplyAdd(a7, x, y);
            a8 = V.MultiplyAdd(a8, x, y);
            a9 = V.MultiplyAdd(a9, x, y);
            a10 = V.MultiplyAdd(a10, x, y);
            a11 = V.MultiplyAdd(a11, x, y);
        }

        Span<float> lanes = stackalloc float[16];
        V.Store(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11, ref lanes[0], 0);
        return lanes[0];
    }
}
