namespace CompiledNets;

/// <summary>
/// Dropout (Srivastava et al. 2014), inverted: in a training step each value becomes 0 with the probability <paramref name="rate"/>, and those that stay are
/// multiplied by 1/(1 − rate), so that their expectation does. The shape stays. Off in <c>Predict</c>, <c>ComputeLoss</c> and <c>Evaluate</c>, where y = x.
/// </summary>
/// <remarks>
/// What is dropped depends on the net's seed, the number of updates that the trainer has applied so far, the layer, and the value's place in the batch;
/// not on threads or vectors. So <c>ComputeGradients</c> twice without an update between them drops the same values, and
/// <c>TrainStep</c> is <c>ComputeGradients</c> and <c>ApplyGradients</c> to the bit. <see cref="Randomness.DropoutMask"/> says how a value's number is drawn.
/// PyTorch: <c>Dropout(rate)</c>; Keras: <c>Dropout(rate)</c>. They draw other numbers.
/// </remarks>
/// <param name="rate">The probability that a value is dropped, at least 0 and below 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability that a value is dropped.</summary>
    public double Rate { get; } = rate;
}
