namespace CompiledNets;

/// <summary>
/// Ends training when a figure has not improved for a while (Prechelt 1998, "Early stopping – but when?").
/// </summary>
/// <example>
/// <code>
/// EarlyStopping = new EarlyStopping { Monitor = MonitoredValue.ValidationAccuracy, Patience = 3 }
/// </code>
/// </example>
public sealed record EarlyStopping
{
    /// <summary>What must improve. Default: the validation loss.</summary>
    public MonitoredValue Monitor { get; init; } = MonitoredValue.ValidationLoss;

    /// <summary>
    /// How many epochs in a row may pass without an improvement; after the last of them training ends. At least 1; default 5.
    /// </summary>
    public int Patience { get; init; } = 5;

    /// <summary>
    /// By more than how much an epoch must beat the best one to be an improvement, and the best one from then on. Not negative; default 0.
    /// </summary>
    public double MinimumChange { get; init; }

    /// <summary>
    /// Whether the net gets the parameters of the best epoch back when training ends for lack of improvement or because all epochs are
    /// done. Default: yes. A training that was cancelled or that reached its target keeps the newest parameters, and one that ended with an
    /// exception those of its last step. The optimizer's state is not put back.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
