namespace ReadingDigits.CommandLine;

/// <summary>What the user asks for.</summary>
internal sealed record Settings
{
    /// <summary>The directory of MNIST's files; null to draw digits.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>How often each training digit is seen, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Decides the drawn digits, the first parameters and the order of training.</summary>
    public required int Seed { get; init; }

    /// <summary>How many threads share a step, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>The share of the training digits that is held out for validation, from 0 to less than 1.</summary>
    public required double ValidationShare { get; init; }

    /// <summary>Where the trained net goes.</summary>
    public required string SavePath { get; init; }
}
