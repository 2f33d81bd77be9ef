namespace CompiledNets.Generator.Tests.Reference;

/// <summary>Calls of generated nets with one batch, whatever kind of inputs and targets they take. A call allocates nothing itself.</summary>
internal sealed class NetCalls
{
    private readonly float[] numbers;
    private readonly int[]? indices;
    private readonly float[] targets;
    private readonly int[]? labels;

    /// <summary>Calls with a batch.</summary>
    /// <param name="net">The net that will be called, as declared.</param>
    /// <param name="batch">The batch.</param>
    public NetCalls(ReferenceNet net, ReferenceBatch batch)
    {
        numbers = [.. batch.Inputs.Values.Select(value => (float)value)];
        indices = net.Vocabulary > 0 ? [.. batch.Inputs.Values.Select(value => (int)value)] : null;
        targets = [.. batch.Targets.Values.Select(value => (float)value)];
        labels = batch.Labels;
    }

    public void Predict(ICompiledNet net, Span<float> outputs)
    {
        if (indices is null)
            net.Predict(numbers, outputs);
        else
            net.Predict(indices, outputs);
    }

    public float ComputeLoss(ITrainableNet net) => (indices, labels) switch
    {
        (null, null) => net.ComputeLoss(numbers, targets),
        (null, _) => net.ComputeLoss(numbers, labels),
        (_, null) => net.ComputeLoss(indices, targets),
        _ => net.ComputeLoss(indices, labels),
    };

    public float ComputeGradients(ITrainer trainer) => (indices, labels) switch
    {
        (null, null) => trainer.ComputeGradients(numbers, targets),
        (null, _) => trainer.ComputeGradients(numbers, labels),
        (_, null) => trainer.ComputeGradients(indices, targets),
        _ => trainer.ComputeGradients(indices, labels),
    };

    public float TrainStep(ITrainer trainer) => (indices, labels) switch
    {
        (null, null) => trainer.TrainStep(numbers, targets),
        (null, _) => trainer.TrainStep(numbers, labels),
        (_, null) => trainer.TrainStep(indices, targets),
        _ => trainer.TrainStep(indices, labels),
    };
}
