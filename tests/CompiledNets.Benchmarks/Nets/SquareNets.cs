namespace CompiledNets.Benchmarks;

// Stacks n → n → n of 10² to 10⁷ parameters, two for each factor of ten. Their widths are not chosen to suit the kernels.

[CompiledNet(6, BatchSize = 64)]
[Dense(6, Activation.Relu)]
[Dense(6)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square6Sgd;

[CompiledNet(6, BatchSize = 64)]
[Dense(6, Activation.Relu)]
[Dense(6)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square6Adam;

[CompiledNet(12, BatchSize = 64)]
[Dense(12, Activation.Relu)]
[Dense(12)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square12Sgd;

[CompiledNet(12, BatchSize = 64)]
[Dense(12, Activation.Relu)]
[Dense(12)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square12Adam;

[CompiledNet(22, BatchSize = 64)]
[Dense(22, Activation.Relu)]
[Dense(22)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square22Sgd;

[CompiledNet(22, BatchSize = 64)]
[Dense(22, Activation.Relu)]
[Dense(22)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square22Adam;

[CompiledNet(40, BatchSize = 64)]
[Dense(40, Activation.Relu)]
[Dense(40)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square40Sgd;

[CompiledNet(40, BatchSize = 64)]
[Dense(40, Activation.Relu)]
[Dense(40)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square40Adam;

[CompiledNet(70, BatchSize = 64)]
[Dense(70, Activation.Relu)]
[Dense(70)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square70Sgd;

[CompiledNet(70, BatchSize = 64)]
[Dense(70, Activation.Relu)]
[Dense(70)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square70Adam;

[CompiledNet(125, BatchSize = 64)]
[Dense(125, Activation.Relu)]
[Dense(125)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square125Sgd;

[CompiledNet(125, BatchSize = 64)]
[Dense(125, Activation.Relu)]
[Dense(125)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square125Adam;

[CompiledNet(224, BatchSize = 64)]
[Dense(224, Activation.Relu)]
[Dense(224)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square224Sgd;

[CompiledNet(224, BatchSize = 64)]
[Dense(224, Activation.Relu)]
[Dense(224)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square224Adam;

[CompiledNet(400, BatchSize = 64)]
[Dense(400, Activation.Relu)]
[Dense(400)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square400Sgd;

[CompiledNet(400, BatchSize = 64)]
[Dense(400, Activation.Relu)]
[Dense(400)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square400Adam;

[CompiledNet(707, BatchSize = 64)]
[Dense(707, Activation.Relu)]
[Dense(707)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square707Sgd;

[CompiledNet(707, BatchSize = 64)]
[Dense(707, Activation.Relu)]
[Dense(707)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square707Adam;

[CompiledNet(1260, BatchSize = 64)]
[Dense(1260, Activation.Relu)]
[Dense(1260)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square1260Sgd;

[CompiledNet(1260, BatchSize = 64)]
[Dense(1260, Activation.Relu)]
[Dense(1260)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square1260Adam;

[CompiledNet(2236, BatchSize = 64)]
[Dense(2236, Activation.Relu)]
[Dense(2236)]
[MeanSquaredError]
[Sgd]
internal sealed partial class Square2236Sgd;

[CompiledNet(2236, BatchSize = 64)]
[Dense(2236, Activation.Relu)]
[Dense(2236)]
[MeanSquaredError]
[Adam]
internal sealed partial class Square2236Adam;
