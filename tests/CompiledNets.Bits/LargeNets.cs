namespace CompiledNets.Bits.Nets;

// Large enough that whatever is not split runs into the JIT's bounds.

[CompiledNet(784, BatchSize = 64)]
[Dense(512, Activation.Relu, L2 = 1e-5)]
[Dense(256, Activation.Gelu)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam]
public sealed partial class Large;

// The longest update that runs beside a tile.
[CompiledNet(130, BatchSize = 40)]
[Dense(150, Activation.HardSwish)]
[Dense(12, Activation.HardSwish)]
[MeanSquaredError]
[AdamW(AmsGrad = true)]
[ClipGradients(Value = 0.5)]
public sealed partial class LongUpdate;

[CompiledNet(300, BatchSize = 25, Unroll = Unroll.Full)]
[Dense(100, Activation.Tanh)]
[Dense(10, Activation.Softmax)]
[CrossEntropy]
[Adam]
[ClipGradients(Norm = 1)]
public sealed partial class LargeStraightLine;
