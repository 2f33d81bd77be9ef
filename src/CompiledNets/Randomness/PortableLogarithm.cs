namespace CompiledNets.Randomness;

/// <summary>
/// The natural logarithm from +, −, × and ÷ only: the same bits on every machine, which <see cref="Math.Log(double)"/>, the
/// platform's own, does not promise.
/// </summary>
internal static class PortableLogarithm
{
    private const int MantissaBits = 52;
    private const long MantissaMask = (1L << MantissaBits) - 1;
    private const int ExponentBias = 1023;

    // ln 2 in two parts, the first with so few bits that its product with an exponent is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>ln x, at most 2 ulp off.</summary>
    /// <param name="x">A normal, positive number.</param>
    public static double Log(double x)
    {
        // x = 2^exponent · m with √½ ≤ m < √2.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> MantissaBits) - ExponentBias;
        double m = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits));
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // Abramowitz and Stegun 4.1.27: ln m = 2(s + s³/3 + s⁵/5 + …), s = (m − 1)/(m + 1). With |s| < 0.172, s²³/23 is the last
        // term that counts.
        double s = (m - 1) / (m + 1);
        double square = s * s;
        double series = 0;
        for (int power = 23; power >= 3; power -= 2)
            series = (series + 1.0 / power) * square;
        return exponent * Ln2High + (2 * s + (2 * s * series + exponent * Ln2Low));
    }
}
