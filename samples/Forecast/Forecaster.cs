using CompiledNets;

namespace Forecast;

/// <summary>
/// Tells from the last 50 samples of a series what it will be some samples later. It is trained on windows of 50, and then takes a sample at a time.
/// </summary>
[CompiledNet(50, 1, BatchSize = 64)]
[Gru(16)]
[Dense(1)]
[MeanSquaredError]
[Adam(LearningRate = 1e-2)]
public sealed partial class Forecaster;
