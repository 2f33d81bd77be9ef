namespace Forecast;

/// <summary>What the user asks for.</summary>
internal sealed record Settings
{
    /// <summary>How often each window is seen, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Decides the series, its noise, the first parameters and the order of training.</summary>
    public required int Seed { get; init; }
}
