using CompiledNets.Simd;

namespace CompiledNets.Tests.Simd;

/// <summary>A function of vectors with its exact counterpart and the error that its documentation promises.</summary>
internal interface IFunctionOfLanes
{
    static abstract double MaximalUlps { get; }

    static abstract V Compute<V>(V x)
        where V : struct, ISimd<V>;

    static abstract double Exact(double x);
}

internal readonly struct ExpOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 0.9;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Exp(x);

    public static double Exact(double x) => Math.Exp(x);
}

internal readonly struct Expm1OfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.56;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Expm1(x);

    /// <summary>tanh(x/2) has no cancellation, and e^x − 1 = 2 tanh(x/2) / (1 − tanh(x/2)).</summary>
    public static double Exact(double x)
    {
        if (Math.Abs(x) > 1)
            return Math.Exp(x) - 1;
        double t = Math.Tanh(x / 2);
        return x == 0 ? x : 2 * t / (1 - t);
    }
}

internal readonly struct LogOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.15;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Log(x);

    public static double Exact(double x) => Math.Log(x);
}

internal readonly struct Log1pOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.8;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Log1p(x);

    /// <summary>ln(1 + x) = 2 artanh(x / (2 + x)); Math.Atanh keeps small arguments.</summary>
    public static double Exact(double x) => ExactLog1p(x);

    public static double ExactLog1p(double x) => Math.Abs(x) > 0.5 ? Math.Log(1 + x) : x == 0 ? x : 2 * Math.Atanh(x / (2 + x));
}

internal readonly struct TanhOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.91;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Tanh(x);

    public static double Exact(double x) => Math.Tanh(x);
}

internal readonly struct SigmoidOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.75;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Sigmoid(x);

    public static double Exact(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
}

internal readonly struct SoftplusOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 2.87;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Softplus(x);

    public static double Exact(double x) => x > 20 ? x : Math.Max(x, 0) + Log1pOfLanes.ExactLog1p(Math.Exp(-Math.Abs(x)));
}

internal readonly struct ErfOfLanes : IFunctionOfLanes
{
    public static double MaximalUlps => 1.8;

    public static V Compute<V>(V x)
        where V : struct, ISimd<V> => VectorMath.Erf(x);

    /// <summary>
    /// Two classical expansions (Abramowitz and Stegun 7.1.6 and 7.1.14): the series e^−x² Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, whose terms are all positive, and for
    /// large x the continued fraction of erfc.
    /// </summary>
    public static double Exact(double x)
    {
        double z = Math.Abs(x);
        if (double.IsNaN(x) || z == 0)
            return x;
        if (z > 6)
            return Math.Sign(x);
        double value;
        if (z < 2.5)
        {
            double term = z, sum = z;
            for (int n = 1; term > sum * 1e-17; n++)
                sum += term *= 2 * z * z / ((2 * n) + 1);
            value = 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum;
        }
        else
        {
            double fraction = z;
            for (int n = 60; n > 0; n--)
                fraction = z + (n / 2d / fraction);
            value = 1 - (Math.Exp(-z * z) / Math.Sqrt(Math.PI) / fraction);
        }

        return Math.CopySign(value, x);
    }
}
