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

    /// <summary>The outputs for the case's batch.</summary>
    public static void Predict(ITrainableNet net, GoldenCase golden, float[] outputs)
    {
        if (golden.Indices is { } indices)
            net.Predict(indices, outputs);
        else
            net.Predict(golden.Inputs, outputs);
    }

    /// <summary>One step on the case's batch.</summary>
    public static float TrainStep(ITrainer trainer, GoldenCase golden) => (golden.Indices, golden.Labels) switch
    {
        ({ } indices, { } labels) => trainer.TrainStep(indices, labels),
        ({ } indices, null) => trainer.TrainStep(indices, golden.Targets),
        (null, { } labels) => trainer.TrainStep(golden.Inputs, labels),
        (null, null) => trainer.TrainStep(golden.Inputs, golden.Targets),
    };

    /// <summary>The gradients of the case's batch.</summary>
    public static float ComputeGradients(ITrainer trainer, GoldenCase golden) => (golden.Indices, golden.Labels) switch
    {
        ({ } indices, { } labels) => trainer.ComputeGradients(indices, labels),
        ({ } indices, null) => trainer.ComputeGradients(indices, golden.Targets),
        (null, { } labels) => trainer.ComputeGradients(golden.Inputs, labels),
        (null, null) => trainer.ComputeGradients(golden.Inputs, golden.Targets),
    };

    /// <summary>The loss of the case's batch in inference mode.</summary>
    public static float ComputeLoss(ITrainableNet net, GoldenCase golden) => (golden.Indices, golden.Labels) switch
    {
        ({ } indices, { } labels) => net.ComputeLoss(indices, labels),
        ({ } indices, null) => net.ComputeLoss(indices, golden.Targets),
        (null, { } labels) => net.ComputeLoss(golden.Inputs, labels),
        (null, null) => net.ComputeLoss(golden.Inputs, golden.Targets),
    };
}
