using System.Reflection;

namespace CompiledNets.Benchmarks;

/// <summary>
/// What a trainer on one thread allocates, worked out from the net's declaration. With ⌈n⌉ for n rounded up to 16, B for the batch size and all numbers
/// in floats: P = Σ (in + 1)·⌈out⌉ over the dense layers is the parameters, padded, and a trainer has gradients, P; the optimizer's state, P for each of
/// its moments; activations and their derivatives, 2·B·⌈width⌉ for each layer, 3 where the activation's derivative needs its argument; transposed
/// weights, out·⌈in⌉ for each dense layer but the first; transposed inputs, in·⌈B⌉ (16 more where ⌈B⌉ is an even number of 16s), for each dense layer
/// with B·in above 4,096 and more than 48 outputs, and if there is one 32·B for a strip; numbers for each row, ⌈B⌉ (of 48 rows at least), for
/// cross-entropy three.
/// </summary>
/// <param name="Gradients">Floats.</param>
/// <param name="State">Floats.</param>
/// <param name="Activations">Floats.</param>
/// <param name="TransposedWeights">Floats.</param>
/// <param name="TransposedInputs">Floats, the strip among them.</param>
/// <param name="RowNumbers">Floats.</param>
internal sealed record TrainerMemory(long Gradients, long State, long Activations, long TransposedWeights, long TransposedInputs, long RowNumbers)
{
    /// <summary>Bytes besides the floats: the arrays' heads and ways to a cache line, and the objects that hold them.</summary>
    private const int Objects = 528;

    private const int FewestRows = 48;

    public long Bytes => (sizeof(float) * (Gradients + State + Activations + TransposedWeights + TransposedInputs + RowNumbers)) + Objects;

    /// <summary>Of the trainer of a net.</summary>
    /// <param name="net">The class that carries the declaration.</param>
    public static TrainerMemory Of(Type net)
    {
        CompiledNetAttribute declaration = net.GetCustomAttribute<CompiledNetAttribute>()!;
        long batch = declaration.BatchSize;
        long width = declaration.InputShape.Aggregate(1L, (product, size) => product * size);
        long parameters = 0, activations = 0, transposed = 0, inputs = 0;
        LayerAttribute[] layers = [.. net.GetCustomAttributes<LayerAttribute>()];
        if (layers[0] is ActivateAttribute && width % 16 != 0)
            activations += batch * Padded(width); // of such an input a padded copy is kept

        foreach (LayerAttribute layer in layers)
        {
            int arrays = 2;
            if (layer is DenseAttribute dense)
            {
                parameters += (width + 1) * Padded(dense.Units);
                transposed += layer == layers[0] ? 0 : dense.Units * Padded(width);
                inputs += batch * width > 4096 && dense.Units > 48 ? width * (Padded(batch) + (Padded(batch) % 32 == 0 ? 16 : 0)) : 0;
                arrays = KeepsArgument(dense.Activation) ? 3 : 2;
                width = dense.Units;
            }

            activations += arrays * batch * Padded(width);
        }

        return new TrainerMemory(
            parameters,
            Moments(net.GetCustomAttribute<OptimizerAttribute>()!) * parameters,
            activations,
            transposed,
            inputs == 0 ? 0 : inputs + (32 * batch),
            (net.GetCustomAttribute<LossAttribute>() is CrossEntropyAttribute ? 3 : 1) * Padded(Math.Max(batch, FewestRows)));
    }

    /// <summary>What the optimizer keeps for each parameter from step to step.</summary>
    private static int Moments(OptimizerAttribute optimizer) => optimizer switch
    {
        SgdAttribute { Momentum: 0 } => 0,
        SgdAttribute or AdagradAttribute or RmsPropAttribute { Momentum: 0 } => 1,
        AdamAttribute { AmsGrad: true } or AdamWAttribute { AmsGrad: true } => 3,
        _ => 2,
    };

    private static bool KeepsArgument(Activation activation) => activation
        is Activation.Gelu or Activation.Silu or Activation.Mish or Activation.Softplus or Activation.HardSigmoid or Activation.HardSwish;

    private static long Padded(long columns) => (columns + 15) / 16 * 16;
}
