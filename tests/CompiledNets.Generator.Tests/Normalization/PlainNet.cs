using CompiledNets.Generator.Tests.Reference;

namespace CompiledNets.Generator.Tests.Normalization;

/// <summary>A declared net with the mean of squares as its loss, and the same in double.</summary>
/// <param name="Name">The class that is declared.</param>
/// <param name="Head">The arguments of <c>[CompiledNet]</c> but the batch size.</param>
/// <param name="BatchSize">Rows of a step.</param>
/// <param name="Layers">The attributes of the layers.</param>
/// <param name="Train">What a batch's outputs are in training, before the first update.</param>
/// <param name="Predict">What they are in prediction.</param>
internal sealed record PlainNet(
    string Name, string Head, int BatchSize, string Layers, Func<double[][], Tensors, double[][]> Train, Func<double[][], Tensors, double[][]> Predict)
{
    /// <summary>The seed that nets are made with.</summary>
    public const int Seed = 7;

    public PlainNet(string name, string head, int batchSize, string layers, Func<double[][], Tensors, double[][]> both)
        : this(name, head, batchSize, layers, both, both)
    {
    }

    /// <summary>What penalties add to the loss.</summary>
    public Func<Tensors, double> Penalty { get; init; } = _ => 0;

    public string Source => $"[CompiledNet({Head}, BatchSize = {BatchSize})]\n{Layers}\n[MeanSquaredError] [Sgd(LearningRate = 0.05, Momentum = 0.9)]\npublic partial class {Name};\n";

    public double TrainingLoss(Tensors parameters, double[][] inputs, double[][] targets) => Loss(Train(inputs, parameters), targets) + Penalty(parameters);

    public double InferenceLoss(Tensors parameters, double[][] inputs, double[][] targets) => Loss(Predict(inputs, parameters), targets) + Penalty(parameters);

    private static double Loss(double[][] outputs, double[][] targets) =>
        outputs.Zip(targets, (output, target) => output.Zip(target, (y, t) => (y - t) * (y - t)).Average()).Average();
}
