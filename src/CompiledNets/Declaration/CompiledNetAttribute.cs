namespace CompiledNets;

/// <summary>
/// Declares a neural network. The partial class that carries it gets, at compile time, a constructor, <c>Predict</c>,
/// <c>Save</c>, <c>Load</c> and, if a loss and an optimizer are declared, a nested <c>Trainer</c>. The other attributes on the
/// class are the net's layers, in the order in which they are written, its loss and its optimizer.
/// </summary>
/// <param name="inputShape">
/// The shape of one row of input: <c>(features)</c>, an image <c>(channels, height, width)</c>, a signal <c>(channels, length)</c>. Every size is at least 1.
/// </param>
/// <example>
/// <code>
/// [CompiledNet(28 * 28, BatchSize = 64)]
/// [Dense(128, Activation.Relu)]
/// [Dense(10, Activation.Softmax)]
/// [CrossEntropy]
/// [Adam(LearningRate = 1e-3)]
/// public sealed partial class DigitClassifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompiledNetAttribute(params int[] inputShape) : Attribute
{
    /// <summary>The shape of one row of input.</summary>
    public IReadOnlyList<int> InputShape { get; } = inputShape;

    /// <summary>The most rows that one training step takes; a trainer's memory is allocated for that many. Default 32.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>How far the kernels are written out. Default <see cref="Unroll.Auto"/>.</summary>
    public Unroll Unroll { get; set; }
}
