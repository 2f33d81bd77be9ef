namespace CompiledNets;

/// <summary>
/// The half wave that cosine schedules fall along, from +, −, × and ÷ only: the same bits on every machine, which
/// <see cref="Math.Cos(double)"/>, the platform's own, does not promise.
/// </summary>
internal static class HalfCosine
{
    /// <summary>From one rate to another: to + (from − to)·(1 + cos πx)/2, exact at both ends.</summary>
    /// <param name="from">The rate at x = 0.</param>
    /// <param name="to">The rate at x = 1.</param>
    /// <param name="x">From 0 to 1.</param>
    public static double Anneal(double from, double to, double x)
    {
        double share = At(x);
        return share * from + (1 - share) * to;
    }

    /// <summary>(1 + cos πx)/2, with a relative error of at most 10⁻¹⁵.</summary>
    /// <param name="x">From 0 to 1.</param>
    public static double At(double x)
    {
        // (1 + cos πx)/2 = cos²(πx/2) = sin²(π(1 − x)/2): the one whose angle is at most π/4.
        double root = x <= 0.5 ? Cosine(Math.PI / 2 * x) : Sine(Math.PI / 2 * (1 - x));
        return root * root;
    }

    // Up to π/4, the terms after a¹⁶/16! and a¹⁷/17! do not count.
    private static double Cosine(double angle)
    {
        double square = angle * angle;
        double series = 1;
        for (int power = 16; power >= 2; power -= 2)
            series = 1 - square * series / (power * (power - 1));
        return series;
    }

    private static double Sine(double angle)
    {
        double square = angle * angle;
        double series = 1;
        for (int power = 17; power >= 3; power -= 2)
            series = 1 - square * series / (power * (power - 1));
        return angle * series;
    }
}
