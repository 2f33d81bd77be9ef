using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>Nets of dense layers that show one thing each.</summary>
internal static class GradientNets
{
    /// <summary>The nets, and whether their targets are labels.</summary>
    public static IReadOnlyList<(ReferenceNet Reference, bool UsesLabels)> All { get; } = [.. EveryActivation(), .. EveryLoss(), .. Special()];

    private static IEnumerable<(ReferenceNet Reference, bool UsesLabels)> EveryActivation() => Enum.GetNames<Activation>().Select(activation =>
        Net($"Hidden{activation}", "5, BatchSize = 4", $"[Dense(18, Activation.{activation})] [Dense(3, Activation.{activation})] [MeanSquaredError]"));

    private static IEnumerable<(ReferenceNet Reference, bool UsesLabels)> EveryLoss() =>
        from loss in (string[])["MeanSquaredError", "MeanAbsoluteError", "Huber(Delta = 0.5)", "BinaryCrossEntropy", "CrossEntropy"]
        from activation in (Activation[])[Activation.Relu, Activation.Tanh, Activation.Gelu]
        select Net($"{loss.Split('(')[0]}After{activation}", "4, BatchSize = 3", $"[Dense(6, Activation.{activation})] [Dense(17)] [{loss}]");

    private static IEnumerable<(ReferenceNet Reference, bool UsesLabels)> Special()
    {
        const string Head = "6, BatchSize = 5";
        return
        [
            Net("SoftmaxInTheMiddle", Head, "[Dense(19, Activation.Softmax)] [Dense(4)] [CrossEntropy]", usesLabels: true),
            Net("FusedSoftmax", Head, "[Dense(7, Activation.Elu)] [Dense(4, Activation.Softmax)] [CrossEntropy]", usesLabels: true),
            Net("FusedSoftmaxOfProbabilities", Head, "[Dense(7, Activation.Elu)] [Dense(21, Activation.Softmax)] [CrossEntropy]"),
            Net("SmoothedLabels", Head, "[Dense(7, Activation.Elu)] [Dense(4)] [CrossEntropy(LabelSmoothing = 0.2)]", usesLabels: true),
            Net("SmoothedProbabilities", Head, "[Dense(7, Activation.Elu)] [Dense(4, Activation.Softmax)] [CrossEntropy(LabelSmoothing = 0.2)]"),
            Net("SoftmaxThenSoftmaxOfLoss", Head, "[Dense(7)] [Activate(Activation.Softmax)] [Activate(Activation.Softmax)] [CrossEntropy]", usesLabels: true),
            Net("FusedSigmoid", Head, "[Dense(7, Activation.Tanh)] [Dense(2, Activation.Sigmoid)] [BinaryCrossEntropy]"),
            Net("FusedSigmoidLayer", Head, "[Dense(7, Activation.Tanh)] [Dense(2)] [Activate(Activation.Sigmoid)] [BinaryCrossEntropy]"),
            Net("SoftmaxWithSquares", Head, "[Dense(7, Activation.Tanh)] [Dense(33, Activation.Softmax)] [MeanSquaredError]"),
            Net("Lasso", Head, "[Dense(7, Activation.Tanh, L1 = 0.03)] [Dense(2)] [MeanSquaredError]"),
            Net("Ridge", Head, "[Dense(7, Activation.Tanh)] [Dense(2, L2 = 0.03)] [MeanSquaredError]"),
            Net("ElasticNet", Head, "[Dense(7, Activation.Tanh, L1 = 0.01, L2 = 0.02)] [Dense(2, L1 = 0.03, L2 = 0.04)] [Huber(Delta = 0.4)]"),
            Net("WithoutHiddenLayer", "3, BatchSize = 2", "[Dense(1)] [MeanSquaredError]"),
            Net("OneByOne", "1, BatchSize = 1, Unroll = Unroll.Full", "[Dense(1, Activation.Tanh)] [MeanSquaredError]"),
            Net("ActivateFirst", "20, BatchSize = 3", "[Activate(Activation.Tanh)] [Activate(Activation.Softplus)] [Dense(5)] [MeanSquaredError]"),
        ];
    }

    private static (ReferenceNet Reference, bool UsesLabels) Net(string name, string head, string attributes, bool usesLabels = false) =>
        (ReferenceNet.Parse(name, $"[CompiledNet({head})] {attributes} [Sgd]"), usesLabels);
}
