using CompiledNets.Generator.Tests.Compiling;
using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Gradients;

/// <summary>Generated nets against a plain net in double: its outputs, its loss, and central differences of its loss.</summary>
public sealed class GradientTests
{
    private const double Step = 1e-6;

    /// <summary>So many components of each tensor are checked one by one, and all of them together along one direction.</summary>
    private const int CheckedComponents = 48;

    private static readonly Lazy<LoadedNets> Loaded = new(() =>
        GeneratorHarness.Load([.. ReferenceNets.All.Select(net => GeneratorHarness.Usings + net.Source)]));

    public static TheoryData<string> Names => [.. ReferenceNets.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_and_gradients_are_those_of_a_plain_net_in_double(string name)
    {
        ReferenceNet reference = ReferenceNets.All.Single(net => net.Name == name);
        ITrainableNet net = Loaded.Value.TrainableNet(name, seed: 7);
        var batch = GradientBatch.Draw(reference);
        Tensors parameters = Read(net, net.ReadTensor);

        float[] outputs = new float[reference.BatchSize * reference.OutputSize];
        net.Predict(batch.FlatInputs, outputs);
        double[] expectedOutputs = [.. batch.Inputs.SelectMany(row => reference.Predict(parameters, row))];
        Closeness.OfOneStep.Check(name, "outputs", outputs, expectedOutputs);

        using ITrainer trainer = net.CreateTrainer();
        float loss = batch.Labels is { } labels ? trainer.ComputeGradients(batch.FlatInputs, labels) : trainer.ComputeGradients(batch.FlatInputs, batch.FlatTargets);
        Closeness.OfOneStep.Check(name, "loss", loss, reference.ComputeLoss(parameters, batch.Inputs, batch.Targets));

        Tensors gradients = Read(net, trainer.ReadGradient);
        CheckComponents(reference, batch, parameters, gradients);
        CheckDirection(reference, batch, parameters, gradients);
    }

    private static void CheckComponents(ReferenceNet reference, GradientBatch batch, Tensors parameters, Tensors gradients)
    {
        foreach ((string tensor, double[] values) in parameters)
        {
            int stride = Math.Max(1, values.Length / CheckedComponents);
            for (int i = 0; i < values.Length; i += stride)
            {
                double value = values[i];
                values[i] = value + Step;
                double above = reference.ComputeLoss(parameters, batch.Inputs, batch.Targets);
                values[i] = value - Step;
                double below = reference.ComputeLoss(parameters, batch.Inputs, batch.Targets);
                values[i] = value;
                Closeness.OfOneStep.Check(reference.Name, $"gradient of {tensor}[{i}]", (float)gradients[tensor][i], (above - below) / (2 * Step));
            }
        }
    }

    private static void CheckDirection(ReferenceNet reference, GradientBatch batch, Tensors parameters, Tensors gradients)
    {
        var random = new Random(1);
        var direction = new Tensors();
        foreach ((string tensor, double[] values) in parameters)
            direction[tensor] = [.. values.Select(_ => (random.NextDouble() * 2) - 1)];
        double difference = (LossAt(Step) - LossAt(-Step)) / (2 * Step);
        double slope = direction.Sum(tensor => tensor.Value.Zip(gradients[tensor.Key], (d, g) => d * g).Sum());
        Closeness.OfOneStep.Check(reference.Name, "the slope along a random direction", (float)slope, difference);

        double LossAt(double step)
        {
            var moved = new Tensors();
            foreach ((string tensor, double[] values) in parameters)
                moved[tensor] = [.. values.Zip(direction[tensor], (value, d) => value + (step * d))];
            return reference.ComputeLoss(moved, batch.Inputs, batch.Targets);
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
}
