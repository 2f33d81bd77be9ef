using CompiledNets;

namespace Digits;

/// <summary>Tells which digit a picture of 28 × 28 pixels shows: the probability of each.</summary>
[CompiledNet(28 * 28, BatchSize = 64)]
[Dense(128, Activation.Relu)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public sealed partial class DigitClassifier;
