namespace CompiledNets.Generator.Tests.Reference;

/// <summary>Calls of generated nets with one batch, whatever kind of inputs and targets they take. A call allocates nothing itself.</summary>
/// <param name="batch">The batch.</param>
internal sealed class NetCalls(ReferenceBatch batch)
{
    private readonly float[] inputs = [.. batch.Inputs.Values.Select(value => (float)value)];
    private readonly float[] targets = [.. batch.Targets.Values.Select(value => (float)value)];
    private readonly int[]? labels = batch.Labels;

    public void Predict(ICompiledNet net, Span<float> outputs) => net.Predict(inputs, outputs);

    public float ComputeLoss(ITrainableNet net) => labels is null ? net.ComputeLoss(inputs, targets) : net.ComputeLoss(inputs, labels);

    public float ComputeGradients(ITrainer trainer) => labels is null ? trainer.ComputeGradients(inputs, targets) : trainer.ComputeGradients(inputs, labels);

    public float TrainStep(ITrainer trainer) => labels is null ? trainer.TrainStep(inputs, targets) : trainer.TrainStep(inputs, labels);
}
