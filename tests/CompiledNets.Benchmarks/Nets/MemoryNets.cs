namespace CompiledNets.Benchmarks;

// Nets whose trainers' memory is of other parts than that of the workloads: arguments of activations, a third moment, long batches.

[CompiledNet(100, BatchSize = 20)]
[Dense(50, Activation.Gelu)]
[Dense(50, Activation.Gelu)]
[Dense(1)]
[MeanSquaredError]
[Adam(AmsGrad = true)]
internal sealed partial class Gelus;

[CompiledNet(30, BatchSize = 500)]
[Dense(200, Activation.Tanh)]
[Dense(1)]
[Huber]
[RmsProp]
internal sealed partial class ManyRows;
