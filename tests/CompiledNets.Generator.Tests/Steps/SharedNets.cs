using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Steps;

/// <summary>Nets that are large enough for every phase of a step to be shared among threads, one that shares only what includes the update, and one too small for any.</summary>
internal static class SharedNets
{
    public const int BatchSize = 37;

    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Generate($$"""
        {{GeneratorHarness.Usings}}
        [CompiledNet(100, BatchSize = {{BatchSize}})]
        [Dense(150, Activation.Relu)]
        [Dense(130, Activation.Gelu)]
        [Dense(10, Activation.Softmax)]
        [CrossEntropy]
        [Adam(LearningRate = 0.003)]
        public partial class Classifier;

        [CompiledNet(131, BatchSize = {{BatchSize}})]
        [Activate(Activation.Tanh)]
        [Dense(170, Activation.Mish, L1 = 1e-4, L2 = 1e-4)]
        [Dense(129, Activation.Silu)]
        [Dense(3)]
        [MeanSquaredError]
        [Sgd(LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-3)]
        [ClipGradients(Norm = 0.1)]
        public partial class Regressor;

        [CompiledNet(784, BatchSize = 6)]
        [Dense(49)]
        [CrossEntropy]
        [Adam]
        public partial class FusedOnly;

        [CompiledNet(100, BatchSize = {{BatchSize}})]
        [Dropout(0.1)]
        [Dense(250)]
        [BatchNorm]
        [Activate(Activation.Relu)]
        [Dense(230)]
        [LayerNorm]
        [Dropout(0.4)]
        [Dense(10, Activation.Softmax)]
        [CrossEntropy]
        [AdamW(LearningRate = 0.003)]
        public partial class Normalized;

        [CompiledNet(2048, BatchSize = {{BatchSize}})]
        [BatchNorm(L2 = 1e-3)]
        [Dense(8)]
        [MeanSquaredError]
        [Sgd(LearningRate = 0.01, Momentum = 0.9)]
        [ClipGradients(Norm = 1)]
        public partial class WideBatchNorm;

        [CompiledNet(24, 13, 15, BatchSize = {{BatchSize}})]
        [BatchNorm]
        [Activate(Activation.Tanh)]
        [BatchNorm]
        [Flatten]
        [Dense(3)]
        [MeanSquaredError]
        [Sgd(LearningRate = 0.01)]
        public partial class Images;

        [CompiledNet(4, BatchSize = 16)]
        [Dense(16, Activation.Relu)]
        [Dense(3)]
        [CrossEntropy]
        [Adam]
        public partial class Small;
        """));

    private static readonly Lazy<LoadedNets> Loaded = new(() => LoadedNets.Load(Run.Value));

    /// <summary>The nets of which something is shared.</summary>
    public static TheoryData<string> Names => new("Classifier", "Regressor", "FusedOnly", "Normalized", "WideBatchNorm", "Images");

    public static ITrainableNet Net(string name) => Loaded.Value.TrainableNet(name, seed: 11);

    /// <summary>The generated code of all of them.</summary>
    public static string SourceOf(string name) => Run.Value.Sources.Single(source => source.HintName == name + ".g.cs").SourceText.ToString();
}
