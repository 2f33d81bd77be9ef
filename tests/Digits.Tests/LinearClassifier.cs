using CompiledNets;

namespace Digits.Tests;

/// <summary>Softmax regression: what can be learnt of digits without a hidden layer.</summary>
[CompiledNet(28 * 28, BatchSize = 64)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 1e-3)]
public sealed partial class LinearClassifier;
