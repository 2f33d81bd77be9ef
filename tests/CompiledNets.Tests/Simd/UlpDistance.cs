namespace CompiledNets.Tests.Simd;

/// <summary>How far a float is from an exact value, in units of the last place of the latter.</summary>
internal static class UlpDistance
{
    /// <summary>The ulps between a result and the exact value; infinite where NaN, an infinity or the sign of a zero is wrong.</summary>
    public static double Between(float result, double exact)
    {
        if (double.IsNaN(exact))
            return float.IsNaN(result) ? 0 : double.PositiveInfinity;
        float nearest = (float)exact;
        if (float.IsInfinity(nearest) || exact == 0)
            return Same(result, nearest) ? 0 : double.PositiveInfinity;
        if (!float.IsFinite(result))
            return double.PositiveInfinity;
        int exponent = Math.Max(Math.ILogB(exact), -126);
        return Math.Abs(result - exact) / Math.ScaleB(1d, exponent - 23);
    }

    /// <summary>Equal bits, or both NaN.</summary>
    public static bool Same(float left, float right) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));
}
