namespace Forecast;

/// <summary>
/// The series of Mackey and Glass, "Oscillation and chaos in physiological control systems", 1977: how many blood cells there are if new ones take a while
/// to ripen, dx/dt = β·x(t − τ)/(1 + x(t − τ)ⁿ) − γ·x(t). With these constants it is chaotic: it swings about every 50 units of time, never twice the same way.
/// </summary>
internal static class MackeyGlass
{
    private const double Beta = 0.2, Gamma = 0.1;          // n is 10, see Slope
    private const int Delay = 17;                          // τ
    private const int StepsInUnit = 10;
    private const double Step = 1.0 / StepsInUnit;
    private const int DelaySteps = Delay * StepsInUnit;
    private const int Transient = 500;                     // units of time until the start is forgotten

    /// <summary>Measures the series once in a unit of time.</summary>
    /// <param name="seed">Decides where the series starts, and the noise.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="noise">The standard deviation of what is measured about what is there.</param>
    public static float[] Sample(int seed, int count, double noise)
    {
        var random = new Random(seed);
        double[] path = Integrate(start: 0.5 + random.NextDouble(), units: Transient + count);
        var samples = new float[count];
        for (int i = 0; i < count; i++)
            samples[i] = (float)(path[(Transient + i) * StepsInUnit] + (noise * Bell(random)));
        return samples;
    }

    /// <summary>x at every step, after a past in which it always had its value of the start. Runge and Kutta's method of the fourth order.</summary>
    private static double[] Integrate(double start, int units)
    {
        var x = new double[DelaySteps + 2 + (units * StepsInUnit)];
        int now = DelaySteps + 1;
        Array.Fill(x, start, 0, now + 1);
        for (; now < x.Length - 1; now++)
        {
            ReadOnlySpan<double> then = x.AsSpan(now - DelaySteps - 1, 4);
            // Half-way between the two in the middle, by the cubic through all four: a straight line would spoil the order of the method.
            double halfway = ((9 * (then[1] + then[2])) - then[0] - then[3]) / 16;
            double k1 = Slope(x[now], then[1]);
            double k2 = Slope(x[now] + (Step / 2 * k1), halfway);
            double k3 = Slope(x[now] + (Step / 2 * k2), halfway);
            double k4 = Slope(x[now] + (Step * k3), then[2]);
            x[now + 1] = x[now] + (Step / 6 * (k1 + (2 * k2) + (2 * k3) + k4));
        }
        return x[(DelaySteps + 1)..];
    }

    private static double Slope(double x, double delayed)
    {
        // The tenth power by products, which have the same bits on every machine; Math.Pow need not.
        double square = delayed * delayed, fourth = square * square;
        return (Beta * delayed / (1 + (fourth * fourth * square))) - (Gamma * x);
    }

    /// <summary>Of mean 0 and deviation 1, nearly normal: the sum of twelve uniform numbers, which needs no logarithm and so has the same bits everywhere.</summary>
    private static double Bell(Random random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return sum;
    }
}
