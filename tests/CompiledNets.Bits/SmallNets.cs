namespace CompiledNets.Bits.Nets;

// Between them: every activation, loss, optimizer and initializer, both kinds of clipping, penalties, and widths off the vector sizes.

[CompiledNet(19, BatchSize = 21)]
[Dense(35, Activation.Relu)]
[Dense(17, Activation.Gelu, Initializer = Initializer.HeNormal)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
public sealed partial class AdamWithCrossEntropy;

[CompiledNet(16, BatchSize = 32)]
[Dense(40, Activation.Silu, L1 = 1e-3, L2 = 1e-3)]
[Activate(Activation.Softmax)]
[Dense(5)]
[CrossEntropy(LabelSmoothing = 0.1)]
[Adam(LearningRate = 0.01, AmsGrad = true, WeightDecay = 0.01)]
public sealed partial class AmsGradWithSmoothing;

[CompiledNet(7, BatchSize = 30)]
[Activate(Activation.Softsign)]
[Dense(23, Activation.Mish, Initializer = Initializer.XavierNormal)]
[Dense(3, Activation.Sigmoid)]
[BinaryCrossEntropy]
[AdamW(LearningRate = 0.01)]
[ClipGradients(Value = 0.01)]
public sealed partial class AdamWWithSigmoid;

[CompiledNet(33, BatchSize = 9)]
[Dense(64, Activation.Tanh, Initializer = Initializer.XavierUniform)]
[Dense(31, Activation.Selu)]
[Dense(2, Activation.Sigmoid)]
[MeanSquaredError]
[Sgd(LearningRate = 0.1, Momentum = 0.9)]
[ClipGradients(Norm = 0.05)]
public sealed partial class MomentumWithSquares;

[CompiledNet(5, BatchSize = 16)]
[Dense(18, Activation.Elu)]
[Dense(18, Activation.Softplus)]
[Dense(1, Activation.HardSigmoid)]
[Huber(Delta = 0.3)]
[Sgd(LearningRate = 0.1, Momentum = 0.9, Nesterov = true, WeightDecay = 0.01)]
public sealed partial class NesterovWithHuber;

[CompiledNet(12, BatchSize = 13)]
[Dense(129, Activation.HardSwish, Initializer = Initializer.HeUniform)]
[Dense(4, Activation.LeakyRelu)]
[MeanAbsoluteError]
[RmsProp(LearningRate = 0.01, Momentum = 0.5)]
public sealed partial class RmsPropWithMagnitudes;

[CompiledNet(8, BatchSize = 8, Unroll = Unroll.Tiles)]
[Dense(16, Activation.Linear)]
[Dense(16, Activation.Softmax)]
[MeanSquaredError]
[Adagrad(LearningRate = 0.05)]
public sealed partial class AdagradWithSoftmax;

[CompiledNet(48, BatchSize = 24, Unroll = Unroll.Full)]
[Dense(32, Activation.Relu)]
[Dense(16, Activation.Tanh)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam]
public sealed partial class StraightLine;

// Skip connections, one inside the other, and of what stands just before.
[CompiledNet(11, BatchSize = 14)]
[Dense(37, Activation.Tanh, Name = "stem")]
[Dense(37, Activation.Relu)]
[Dense(37)]
[Add("dense2")]
[Activate(Activation.Gelu)]
[Add("activate1")]
[Add("stem")]
[Dense(4)]
[MeanSquaredError]
[Adam(LearningRate = 0.01)]
public sealed partial class Residual;

// Large enough that threads share what is done with the table too.
[CompiledNet(9, BatchSize = 40)]
[Embedding(300, 21)]
[Activate(Activation.Silu)]
[Flatten]
[Dense(150, Activation.Relu)]
[Dense(6, Activation.Softmax)]
[CrossEntropy]
[AdamW(LearningRate = 0.01)]
[ClipGradients(Norm = 0.5)]
public sealed partial class Embedded;

// Large enough that threads share every phase of a step.
[CompiledNet(100, BatchSize = 41)]
[Dense(150, Activation.Relu)]
[Dense(130, Activation.Gelu)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam]
public sealed partial class SharedByThreads;

[CompiledNet(27, BatchSize = 19)]
[Dropout(0.1)]
[Dense(35)]
[BatchNorm]
[Activate(Activation.Relu)]
[Dropout(0.4)]
[Dense(23)]
[LayerNorm]
[Dense(5)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
public sealed partial class NormalizedRows;

// Channels that fill half a panel and positions that leave one over; pairs of pixels end within it.
[CompiledNet(5, 3, 3, BatchSize = 7)]
[BatchNorm(Momentum = 0.3)]
[Activate(Activation.Tanh)]
[BatchNorm(L1 = 1e-3, L2 = 1e-3)]
[Dropout(0.2)]
[Flatten]
[Dense(4)]
[MeanSquaredError]
[Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class NormalizedImages;

[CompiledNet(6, 21, BatchSize = 11)]
[LayerNorm]
[Dropout(0.2)]
[Flatten]
[Dense(4)]
[Huber]
[RmsProp]
public sealed partial class NormalizedSequences;

[CompiledNet(20)]
[Dense(24, Activation.Gelu)]
[Dense(3, Activation.Softmax)]
public sealed partial class PredictionOnly;

// Every cell, in a stack and at the end, with a step in one method and in several.
[CompiledNet(11, 3, BatchSize = 13)]
[Gru(19, ReturnSequences = true, L2 = 1e-3)]
[Activate(Activation.Softsign)]
[Lstm(16, ReturnSequences = true)]
[Rnn(9)]
[Dense(4)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
public sealed partial class Recurrent;

// So small that a row is predicted in one method; its outputs end within a vector.
[CompiledNet(5, BatchSize = 16)]
[Dense(18, Activation.Relu)]
[Dense(3)]
[CrossEntropy]
[Sgd(LearningRate = 0.1)]
public sealed partial class Tiny;

// Pools of pixels that fill vectors of 8 lanes and of 16, of windows beside each other, overlapping, and over everything.
[CompiledNet(9, BatchSize = 11)]
[Dense(8 * 7 * 7, Activation.Tanh)]
[Reshape(8, 7, 7)]
[MaxPool2D(3, Stride = 2)]
[Reshape(24, 3)]
[AveragePool1D(3)]
[Reshape(24, 1, 1)]
[GlobalAveragePool2D]
[Dense(25 * 6)]
[Reshape(25, 2, 3)]
[AveragePool2D(2, Stride = 1)]
[Flatten]
[Reshape(5, 10)]
[MaxPool1D(2)]
[Flatten]
[Dense(4)]
[MeanSquaredError]
[Sgd(LearningRate = 0.1)]
public sealed partial class Pooled;

// Pairs of pixels, whole vectors and both, an odd number of pixels, zeros around, strides.
[CompiledNet(1, 13, 15, BatchSize = 11)]
[Conv2D(8, 5, Activation.Relu)]
[Conv2D(24, 3, 2, Activation.Tanh, Padding = 1)]
[Conv2D(19, 3, Activation.Silu, Stride = 2, L1 = 1e-4, L2 = 1e-4)]
[Flatten]
[Dense(5, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
public sealed partial class Images;

// Trained from the peaks of windows: lines of half a vector of 16 lanes, of whole ones and a half, of whole ones.
[CompiledNet(2, 29, 29, BatchSize = 9)]
[Conv2D(8, 6, Activation.Relu, L2 = 1e-3)]
[MaxPool2D(2)]
[Conv2D(12, 5, Activation.Tanh)]
[MaxPool2D(2)]
[Conv2D(19, 2, Activation.Sigmoid)]
[MaxPool2D(3)]
[Flatten]
[Dense(5, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
public sealed partial class Peaks;

// The same with a line that is too long to be written out, and ends in half a vector of 16 lanes.
[CompiledNet(2, 67, BatchSize = 6)]
[Conv1D(8, 2, Activation.Tanh)]
[Conv1D(5, 31, Activation.Relu, L1 = 1e-4)]
[MaxPool1D(4)]
[Flatten]
[Dense(2)]
[MeanSquaredError]
[Sgd(LearningRate = 0.05)]
public sealed partial class LongPeaks;

// Boxes of taps that 16 registers and 32 cut along other axes, with pairs of pixels.
[CompiledNet(2, 11, 11, BatchSize = 5)]
[Conv2D(5, 9, 6, Activation.Softplus)]
[Flatten]
[Dense(2)]
[MeanSquaredError]
[Sgd(LearningRate = 0.05)]
public sealed partial class TallKernel;

// A kernel longer than a tile, and few registers for a line of it.
[CompiledNet(3, 64, BatchSize = 7)]
[Conv1D(8, 7, Activation.LeakyRelu)]
[Conv1D(40, 21, Activation.Softplus, Stride = 2)]
[Conv1D(3, 2)]
[MeanSquaredError]
[Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class Signals;
