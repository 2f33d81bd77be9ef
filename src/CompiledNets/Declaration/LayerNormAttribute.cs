namespace CompiledNets;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) over the features of a row, <c>[features]</c>, or of each step of a sequence,
/// <c>[time, features]</c>: y = (x − mean)/√(variance + <see cref="NormalizationAttribute.Epsilon"/>)·weight + bias, with the mean and the (biased) variance
/// of these features alone. The shape stays. A row needs no other row, so training and prediction are the same.
/// </summary>
/// <remarks>
/// Tensors: <c>NAME.weight</c> and <c>NAME.bias</c>, both <c>[features]</c>, which begin as 1 and 0. Default name: <c>layerNorm1</c>. PyTorch:
/// <c>LayerNorm(features)</c>; Keras: <c>LayerNormalization(epsilon=1e-5)</c>, whose own default is 1e-3.
/// </remarks>
public sealed class LayerNormAttribute : NormalizationAttribute;
