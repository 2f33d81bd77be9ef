using CompiledNets.Generator.Tests.Compiling;

namespace CompiledNets.Generator.Tests.Goldens;

/// <summary>The nets of all cases that the library can declare, from one compilation.</summary>
internal static class GoldenNets
{
    private static readonly Lazy<LoadedNets> Loaded = new(() =>
        GeneratorHarness.Load([.. Runnable.Select(golden => GeneratorHarness.Usings + golden.Source)]));

    /// <summary>The cases that the library can declare.</summary>
    public static IEnumerable<GoldenCase> Runnable => GoldenCase.All.Where(golden => golden.MissingAttributes.Count == 0);

    /// <summary>A net of the case with its initial parameters.</summary>
    public static ITrainableNet Create(GoldenCase golden)
    {
        ITrainableNet net = Loaded.Value.TrainableNet(golden.ClassName);
        foreach ((string name, GoldenTensor tensor) in golden.Parameters)
            net.WriteTensor(name, [.. tensor.Data.Select(value => (float)value)]);
        return net;
    }

    /// <summary>One step on the case's batch.</summary>
    public static float TrainStep(ITrainer trainer, GoldenCase golden) => golden.Labels is { } labels
        ? trainer.TrainStep(golden.Inputs, labels)
        : trainer.TrainStep(golden.Inputs, golden.Targets);

    /// <summary>The gradients of the case's batch.</summary>
    public static float ComputeGradients(ITrainer trainer, GoldenCase golden) => golden.Labels is { } labels
        ? trainer.ComputeGradients(golden.Inputs, labels)
        : trainer.ComputeGradients(golden.Inputs, golden.Targets);

    /// <summary>The loss of the case's batch in inference mode.</summary>
    public static float ComputeLoss(ITrainableNet net, GoldenCase golden) => golden.Labels is { } labels
        ? net.ComputeLoss(golden.Inputs, labels)
        : net.ComputeLoss(golden.Inputs, golden.Targets);
}
