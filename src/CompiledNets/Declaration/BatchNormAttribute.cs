namespace CompiledNets;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) of each feature of a row <c>[features]</c>, or each channel of an image <c>[channels, height, width]</c> or
/// <c>[channels, length]</c>: y = (x − mean)/√(variance + <see cref="NormalizationAttribute.Epsilon"/>)·weight + bias. The shape stays.
/// </summary>
/// <remarks>
/// <para>
/// In a training step, mean and (biased) variance are the channel's own, over all rows of the batch and all positions; so there must be two values of a
/// channel at least, and a step on a single row of features is an error. In <c>Predict</c>, <c>ComputeLoss</c> and <c>Evaluate</c> they are the running ones, and
/// a row does not depend on the others.
/// </para>
/// <para>
/// Each update that a trainer applies also moves the running statistics: running ← (1 − <see cref="Momentum"/>)·running + Momentum·batch, with the mean
/// and the unbiased variance of the batch whose gradients were computed last. PyTorch moves them in every forward pass in training, which is the same where every
/// forward pass is followed by an update.
/// </para>
/// <para>
/// Tensors, each <c>[channels]</c>: <c>NAME.weight</c> and <c>NAME.bias</c>, which begin as 1 and 0; <c>NAME.running_mean</c> and <c>NAME.running_var</c>,
/// which begin as 0 and 1. The running statistics are saved and loaded as tensors, but they are no parameters: they have no gradient, no optimizer changes them, and
/// <c>ParameterCount</c> does not count them. Default name: <c>batchNorm1</c>. PyTorch: <c>BatchNorm1d</c>, <c>BatchNorm2d</c>, without
/// <c>num_batches_tracked</c>; Keras: <c>BatchNormalization(momentum=0.9, epsilon=1e-5)</c>, whose momentum is 1 − this one.
/// </para>
/// </remarks>
public sealed class BatchNormAttribute : NormalizationAttribute
{
    /// <summary>The weight of a batch in the running statistics, from 0 to 1; default 0.1.</summary>
    public double Momentum { get; set; } = 0.1;
}
