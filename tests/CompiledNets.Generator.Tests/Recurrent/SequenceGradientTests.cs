using CompiledNets.Generator.Tests.Goldens;
using CompiledNets.Generator.Tests.Steps;
using Tensors = System.Collections.Generic.Dictionary<string, double[]>;

namespace CompiledNets.Generator.Tests.Recurrent;

/// <summary>Recurrent nets against a plain one in double: outputs, loss, and central differences of the loss.</summary>
public sealed class SequenceGradientTests
{
    private const double Step = 1e-6;

    private const int CheckedComponents = 24;

    public static TheoryData<string> Names => SequenceNets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        SequenceNet reference = SequenceNets.All.Single(net => net.Name == name);
        ITrainableNet net = SequenceNets.Net(name);
        using ITrainer trainer = net.CreateTrainer();
        foreach (int rows in (int[])[reference.BatchSize, (reference.BatchSize + 1) / 2])
        {
            (float[] flatInputs, float[] flatTargets) = NetBits.Batch(net, rows, seed: rows);
            double[][] inputs = Rows(flatInputs, net.InputSize), targets = Rows(flatTargets, net.OutputSize);
            Tensors parameters = Read(net, net.ReadTensor);

            float[] outputs = new float[flatTargets.Length];
            net.Predict(flatInputs, outputs);
            Closeness.OfOneStep.Check(name, "outputs", outputs, [.. inputs.SelectMany(row => reference.Predict(parameters, row))]);
            Closeness.OfOneStep.Check(name, "loss", trainer.ComputeGradients(flatInputs, flatTargets), reference.Loss(parameters, inputs, targets));

            Tensors gradients = Read(net, trainer.ReadGradient);
            foreach ((string tensor, double[] values) in parameters)
            {
                for (int i = 0; i < values.Length; i += Math.Max(1, values.Length / CheckedComponents))
                {
                    double value = values[i];
                    values[i] = value + Step;
                    double above = reference.Loss(parameters, inputs, targets);
                    values[i] = value - Step;
                    double below = reference.Loss(parameters, inputs, targets);
                    values[i] = value;
                    Closeness.OfOneStep.Check(name, $"gradient of {tensor}[{i}], {rows} rows", (float)gradients[tensor][i], (above - below) / (2 * Step));
                }
            }
        }
    }

    private delegate void TensorReader(string name, Span<float> destination);

    private static Tensors Read(ITrainableNet net, TensorReader read)
    {
        var tensors = new Tensors();
        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            read(tensor.Name, values);
            tensors[tensor.Name] = [.. values.Select(value => (double)value)];
        }

        return tensors;
    }

    private static double[][] Rows(float[] values, int width) => [.. values.Select(value => (double)value).Chunk(width)];
}
