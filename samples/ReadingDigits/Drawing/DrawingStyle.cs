namespace ReadingDigits.Drawing;

/// <summary>
/// How differently the same digit may be drawn. The defaults make a task on which a linear model stays below 95 % and a small net gets
/// above 97 %.
/// </summary>
internal sealed record DrawingStyle
{
    /// <summary>The width and height, in pixels, of the box in which a digit of scale 1 is written.</summary>
    public float BoxSize { get; init; } = 20;

    /// <summary>The smallest width or height, of <see cref="BoxSize"/>.</summary>
    public float SmallestScale { get; init; } = 0.78f;

    /// <summary>The largest width or height, of <see cref="BoxSize"/>.</summary>
    public float LargestScale { get; init; } = 1.05f;

    /// <summary>How far a digit may be turned either way: twice the tangent of half the angle, in effect radians.</summary>
    public float Rotation { get; init; } = 0.25f;

    /// <summary>How far a digit may lean either way: pixels across for each pixel down.</summary>
    public float Shear { get; init; } = 0.25f;

    /// <summary>How far a digit may be off the centre, in pixels across and down.</summary>
    public float Shift { get; init; } = 2.5f;

    /// <summary>How far off each point of a stroke the hand is: one standard deviation, in parts of the box.</summary>
    public float Unsteadiness { get; init; } = 0.015f;

    /// <summary>The strength of the elastic distortion, in pixels before smoothing.</summary>
    public float Elasticity { get; init; } = 2;

    /// <summary>The radius of the finest pen, in pixels.</summary>
    public float FinestPen { get; init; } = 0.8f;

    /// <summary>The radius of the broadest pen, in pixels.</summary>
    public float BroadestPen { get; init; } = 1.8f;

    /// <summary>The strongest blur, as the share of a pixel that goes to either neighbour.</summary>
    public float Blur { get; init; } = 0.3f;

    /// <summary>The palest ink, where 1 is full.</summary>
    public float PalestInk { get; init; } = 0.7f;

    /// <summary>The noise of the noisiest picture: one standard deviation.</summary>
    public float Noise { get; init; } = 0.08f;
}
