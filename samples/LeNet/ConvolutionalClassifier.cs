using CompiledNets;

namespace LeNet;

/// <summary>
/// Tells which digit a picture of 28 × 28 pixels shows: the probability of each. Two convolutions find strokes and what they make together, wherever in the
/// picture; behind each a pool keeps the strongest of four neighbours. After LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
/// recognition", 1998.
/// </summary>
[CompiledNet(1, 28, 28, BatchSize = 64)]
[Conv2D(8, 5, Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 2e-3)]
public sealed partial class ConvolutionalClassifier;
