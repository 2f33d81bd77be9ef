namespace CompiledNets.Tests.Simd;

internal static class FloatBitsAssertion
{
    /// <summary>Equal bits, so that +0 is not −0; any NaN is as good as any other.</summary>
    public static void ShouldBeTheBitsOf(this float actual, float expected, string? what = null)
    {
        if (!UlpDistance.Same(actual, expected))
            Assert.Fail($"{what} expected {expected:R} (0x{BitConverter.SingleToUInt32Bits(expected):X8}) but was {actual:R} (0x{BitConverter.SingleToUInt32Bits(actual):X8})");
    }
}
