namespace CompiledNets;

/// <summary>
/// Ends training after the first epoch in which a figure is good enough: a loss of at most, or an accuracy of at least, a value.
/// </summary>
/// <param name="Monitor">Which figure.</param>
/// <param name="Value">What is good enough.</param>
/// <example>
/// <code>
/// StopAt = new TrainingTarget(MonitoredValue.ValidationAccuracy, 0.98)
/// </code>
/// </example>
public sealed record TrainingTarget(MonitoredValue Monitor, double Value);
