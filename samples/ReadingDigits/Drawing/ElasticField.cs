namespace ReadingDigits.Drawing;

/// <summary>
/// A smooth random displacement of the picture: elastic distortion after Simard, Steinkraus and Platt, "Best Practices for Convolutional
/// Neural Networks Applied to Visual Document Analysis" (2003). They smooth a random field with a Gaussian; here random vectors on a coarse
/// lattice are smoothed with a cubic B-spline, which is close to a Gaussian of 0.58 lattice spacings and can be evaluated at a point.
/// </summary>
internal readonly struct ElasticField
{
    private const float Spacing = 7;
    private const int Side = 8;

    private readonly Point[] _lattice;

    /// <summary>Draws a field at random whose vectors are within <paramref name="strength"/> pixels before smoothing.</summary>
    public ElasticField(ref RandomStream random, float strength)
    {
        _lattice = new Point[Side * Side];
        for (int i = 0; i < _lattice.Length; i++)
            _lattice[i] = strength * new Point(random.Uniform(-1, 1), random.Uniform(-1, 1));
    }

    /// <summary>Where a point goes.</summary>
    public Point Displace(Point point)
    {
        // One lattice point lies outside each edge of the picture; what lies farther out moves as the edge does.
        float x = Math.Clamp(point.X / Spacing + 1, 1, Side - 2.001f), y = Math.Clamp(point.Y / Spacing + 1, 1, Side - 2.001f);
        int column = (int)x, row = (int)y;
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        SplineWeights(x - column, across);
        SplineWeights(y - row, down);

        Point displaced = point;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
                displaced += down[i] * across[j] * _lattice[(row - 1 + i) * Side + column - 1 + j];
        }
        return displaced;
    }

    /// <summary>
    /// The uniform cubic B-spline's weights of the four lattice points around a point that is <paramref name="t"/> past the second.
    /// </summary>
    private static void SplineWeights(float t, Span<float> weights)
    {
        float u = 1 - t;
        weights[0] = u * u * u / 6;
        weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        weights[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
        weights[3] = t * t * t / 6;
    }
}
