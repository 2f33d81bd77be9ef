namespace CompiledNets.Benchmarks;

// The nets of docs/performance.md. Outputs are logits, as those of the programs that they are compared with.

[CompiledNet(4, BatchSize = 16)]
[Dense(16, Activation.Relu)]
[Dense(3)]
[CrossEntropy]
[Adam]
internal sealed partial class W1Adam;

[CompiledNet(4, BatchSize = 16)]
[Dense(16, Activation.Relu)]
[Dense(3)]
[CrossEntropy]
[Sgd]
internal sealed partial class W1Sgd;

[CompiledNet(16)]
[Dense(32, Activation.Tanh)]
[Dense(32, Activation.Tanh)]
[Dense(1)]
internal sealed partial class W2Tanh;

[CompiledNet(784, BatchSize = 64)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[CrossEntropy]
[Adam]
internal sealed partial class W3Adam;

[CompiledNet(784, BatchSize = 64)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[CrossEntropy]
[Sgd]
internal sealed partial class W3Sgd;

[CompiledNet(784, BatchSize = 256)]
[Dense(512, Activation.Relu)]
[Dense(256, Activation.Relu)]
[Dense(10)]
[CrossEntropy]
[Adam]
internal sealed partial class W4Adam;

[CompiledNet(64, BatchSize = 32)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(64)]
[CrossEntropy]
[Adam]
internal sealed partial class W5Adam;

[CompiledNet(64, BatchSize = 32)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(64)]
[CrossEntropy]
[Sgd]
internal sealed partial class W5Sgd;

[CompiledNet(1, 28, 28, BatchSize = 64)]
[Conv2D(8, 5, Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(10)]
[CrossEntropy]
[Adam]
internal sealed partial class W6Adam;

[CompiledNet(64, 1)]
[Gru(16)]
[Dense(1)]
internal sealed partial class W7Gru;

[CompiledNet(64, 1)]
[Lstm(16)]
[Dense(1)]
internal sealed partial class W8Lstm;
