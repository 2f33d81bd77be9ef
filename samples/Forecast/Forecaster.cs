using CompiledNets;

namespace Forecast;

/// <summary>
/// Tells from the samples of a series so far what it will be some samples later. It learns from windows of 200, which is more than it needs to know: from short
/// windows it would learn what to say at their end, counted from a state of zero, and not in a stream that has no beginning. For the same reason weights decay,
/// so that what it carries is forgotten after a while.
/// </summary>
[CompiledNet(200, 1, BatchSize = 64)]
[Gru(16)]
[Dense(1)]
[MeanSquaredError]
[AdamW(LearningRate = 1e-2, WeightDecay = 0.1)]
public sealed partial class Forecaster;
