namespace CompiledNets.Tests.Simd;

/// <summary>Floats from the whole range: every so many bit patterns, and all that are special.</summary>
internal static class Samples
{
    /// <summary>Zeros, infinities, NaNs, the ends of the range, and where the functions leave their ordinary course.</summary>
    public static readonly float[] Special = WithBothSigns(
    [
        0f, float.Epsilon, 3 * float.Epsilon, 1.17549421e-38f, 1.17549435e-38f, 1e-30f, 1e-10f, 5.9604645e-8f, 0.1733f, 0.25f, 0.34657359f, 0.5f,
        0.70710671f, 0.70710677f, 0.70710683f, 0.99999994f, 1f, 1.0000001f, 1.4142134f, 1.4142135f, 1.4142137f, 2f, 3.92f, 3.93f, 4f, 9f, 9.01f, 9.02f, 10f,
        16.6f, 17.3f, 18f, 20f, 20.000002f, 69.9f, 70f, 70.1f, 87f, 87.33654f, 87.33655f, 88f, 88.37f, 88.72283f, 88.722839f, 88.72284f, 89f, 89.1f,
        90f, 95f, 100f, 103f, 103.27892f, 103.5f, 103.97207f, 103.97208f, 103.97209f, 104f, 104.1f, 150f, 1e10f, 8388608f, 16777216f, 1.7014118e38f,
        2.4e38f, float.MaxValue, float.PositiveInfinity, float.NaN, BitConverter.Int32BitsToSingle(0x7F800001), BitConverter.Int32BitsToSingle(0x7FFFFFFF),
    ]);

    /// <summary>The special values and every <paramref name="stride"/>-th bit pattern, as many as fill vectors of 16.</summary>
    public static float[] EveryBitPattern(long stride)
    {
        var values = new List<float>(Special);
        for (long bits = 0; bits <= uint.MaxValue; bits += stride)
            values.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        while (values.Count % 16 != 0)
            values.Add(1f);
        return [.. values];
    }

    private static float[] WithBothSigns(float[] values) => [.. values, .. values.Select(value => -value)];
}
