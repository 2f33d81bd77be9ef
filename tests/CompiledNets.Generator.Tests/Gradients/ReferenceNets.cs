namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>The nets whose gradients are checked: each function and loss on its own, and nets drawn at random.</summary>
internal static class ReferenceNets
{
    private const int RandomCount = 60;

    private static readonly Activation[] Activations = Enum.GetValues<Activation>();

    private static readonly ReferenceLoss[] Losses = Enum.GetValues<ReferenceLoss>();

    public static IReadOnlyList<ReferenceNet> All { get; } = [.. EveryActivation(), .. EveryLoss(), .. Special(), .. Enumerable.Range(0, RandomCount).Select(Draw)];

    private static IEnumerable<ReferenceNet> EveryActivation() => Activations.Select(activation => new ReferenceNet(
        $"Hidden{activation}", 5, 4, [new(18, activation), new(3, activation)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto));

    private static IEnumerable<ReferenceNet> EveryLoss() =>
        from loss in Losses
        from activation in (Activation[])[Activation.Relu, Activation.Tanh, Activation.Gelu]
        select new ReferenceNet($"{loss}After{activation}", 4, 3, [new(6, activation), new(17)], loss, Parameter(loss), false, Unroll.Auto);

    private static IEnumerable<ReferenceNet> Special() =>
    [
        new("SoftmaxInTheMiddle", 6, 5, [new(19, Activation.Softmax), new(4)], ReferenceLoss.CrossEntropy, 0, true, Unroll.Auto),
        new("FusedSoftmax", 6, 5, [new(7, Activation.Elu), new(4, Activation.Softmax)], ReferenceLoss.CrossEntropy, 0, true, Unroll.Auto),
        new("FusedSoftmaxOfProbabilities", 6, 5, [new(7, Activation.Elu), new(21, Activation.Softmax)], ReferenceLoss.CrossEntropy, 0, false, Unroll.Auto),
        new("SmoothedLabels", 6, 5, [new(7, Activation.Elu), new(4)], ReferenceLoss.CrossEntropy, 0.2, true, Unroll.Auto),
        new("SmoothedProbabilities", 6, 5, [new(7, Activation.Elu), new(4, Activation.Softmax)], ReferenceLoss.CrossEntropy, 0.2, false, Unroll.Auto),
        new("SoftmaxThenSoftmaxOfLoss", 6, 5, [new(7), new(null, Activation.Softmax), new(null, Activation.Softmax)], ReferenceLoss.CrossEntropy, 0, true, Unroll.Auto),
        new("FusedSigmoid", 6, 5, [new(7, Activation.Tanh), new(2, Activation.Sigmoid)], ReferenceLoss.BinaryCrossEntropy, 0, false, Unroll.Auto),
        new("FusedSigmoidLayer", 6, 5, [new(7, Activation.Tanh), new(2), new(null, Activation.Sigmoid)], ReferenceLoss.BinaryCrossEntropy, 0, false, Unroll.Auto),
        new("SoftmaxWithSquares", 6, 5, [new(7, Activation.Tanh), new(33, Activation.Softmax)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto),
        new("Lasso", 6, 5, [new(7, Activation.Tanh, L1: 0.03), new(2)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto),
        new("Ridge", 6, 5, [new(7, Activation.Tanh), new(2, L2: 0.03)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto),
        new("ElasticNet", 6, 5, [new(7, Activation.Tanh, 0.01, 0.02), new(2, Activation.Linear, 0.03, 0.04)], ReferenceLoss.Huber, 0.4, false, Unroll.Auto),
        new("WithoutHiddenLayer", 3, 2, [new(1)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto),
        new("OneByOne", 1, 1, [new(1, Activation.Tanh)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Full),
        new("ActivateFirst", 20, 3, [new(null, Activation.Tanh), new(null, Activation.Softplus), new(5)], ReferenceLoss.MeanSquaredError, 0, false, Unroll.Auto),
    ];

    private static double Parameter(ReferenceLoss loss) => loss == ReferenceLoss.Huber ? 0.5 : 0;

    /// <summary>A net drawn from its number. Everything that the analyzer would refuse is left out.</summary>
    private static ReferenceNet Draw(int number)
    {
        var random = new Random(number);
        ReferenceLoss loss = Losses[random.Next(Losses.Length)];
        int input = random.Next(1, 41), width = input;
        var layers = new List<ReferenceLayer>();
        for (int count = random.Next(1, 5); layers.Count < count;)
        {
            bool isActivate = random.Next(4) == 0;
            int units = isActivate ? width : random.Next(1, 41);
            Activation activation = DrawActivation(random, loss, units);
            layers.Add(isActivate ? new(null, activation) : new(units, activation, random.Next(4) == 0 ? 0.01 : 0, random.Next(4) == 0 ? 0.02 : 0));
            width = units;
        }

        // The last layer gives logits, or what is fused with the loss; a net without weights would have nothing to train.
        Activation last = loss switch
        {
            ReferenceLoss.CrossEntropy => random.Next(2) == 0 ? Activation.Linear : Activation.Softmax,
            ReferenceLoss.BinaryCrossEntropy => random.Next(2) == 0 ? Activation.Linear : Activation.Sigmoid,
            _ => DrawActivation(random, loss, 2),
        };
        layers.Add(new(random.Next(2, 41), last));
        double parameter = loss == ReferenceLoss.CrossEntropy ? random.Next(2) * 0.1 : Parameter(loss);
        return new ReferenceNet(
            $"Random{number}", input, random.Next(1, 10), layers, loss, parameter, loss == ReferenceLoss.CrossEntropy && random.Next(2) == 0, (Unroll)random.Next(3));
    }

    private static Activation DrawActivation(Random random, ReferenceLoss loss, int units)
    {
        Activation activation = Activations[random.Next(Activations.Length)];
        bool isRefused = activation == Activation.Softmax && (units == 1 || loss == ReferenceLoss.BinaryCrossEntropy);
        return isRefused ? Activation.Tanh : activation;
    }
}
