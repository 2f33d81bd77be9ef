namespace CompiledNets.Randomness;

/// <summary>
/// The inverse of the standard normal distribution by rational approximations, from +, −, ×, ÷ and √ only: Wichura 1988,
/// "Algorithm AS 241: The percentage points of the normal distribution", its routine PPND16 without the far tail.
/// </summary>
internal static class NormalQuantile
{
    private const double CentralHalfWidth = 0.425;
    private const double CentralSquare = CentralHalfWidth * CentralHalfWidth;
    private const double TailStart = 1.6;

    /// <summary>The z below which a standard normal number lies with probability p, to about 16 digits.</summary>
    /// <param name="p">A probability, from e⁻²⁵ (1.4·10⁻¹¹) to 1 − e⁻²⁵.</param>
    public static double Of(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= CentralHalfWidth)
        {
            double r = CentralSquare - q * q;
            return q * Polynomial(r, CentralNumerator) / Polynomial(r, CentralDenominator);
        }

        double tail = Math.Sqrt(-PortableLogarithm.Log(q < 0 ? p : 1 - p)) - TailStart;
        double z = Polynomial(tail, TailNumerator) / Polynomial(tail, TailDenominator);
        return q < 0 ? -z : z;
    }

    // The highest power comes first.
    private static ReadOnlySpan<double> CentralNumerator =>
    [
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080,
    ];

    private static ReadOnlySpan<double> CentralDenominator =>
    [
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1,
    ];

    private static ReadOnlySpan<double> TailNumerator =>
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
        3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static ReadOnlySpan<double> TailDenominator =>
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1,
    ];

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
            sum = sum * x + coefficient;
        return sum;
    }
}
