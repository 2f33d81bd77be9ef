namespace CompiledNets;

/// <summary>
/// Powers with whole exponents from multiplications only: the same bits on every machine, which <see cref="Math.Pow"/>, the platform's
/// own, does not promise.
/// </summary>
internal static class IntegerPower
{
    /// <summary>xⁿ by repeated squaring.</summary>
    /// <param name="x">The base.</param>
    /// <param name="n">The exponent, not negative.</param>
    public static double Of(double x, long n)
    {
        double power = 1;
        for (double square = x; n > 0; n >>= 1, square *= square)
        {
            if ((n & 1) == 1)
                power *= square;
        }

        return power;
    }
}
