using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Reference;

/// <summary>The plain nets themselves, against PyTorch: what generated nets are compared with must be right.</summary>
public sealed class ReferenceNetTests
{
    public static TheoryData<string> CaseNames => [.. GoldenCase.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Outputs_loss_and_slopes_are_those_of_PyTorch(string name)
    {
        GoldenCase golden = GoldenCase.All.Single(golden => golden.Name == name);
        var net = ReferenceNet.Parse(golden.ClassName, string.Join('\n', golden.Declaration));
        var parameters = new Tensors(golden.Parameters.Select(tensor => KeyValuePair.Create(tensor.Key, tensor.Value.Data)));
        var inputs = Batch.Of(net.InputShape, golden.Inputs.Select(value => (double)value));
        var targets = Batch.Of(net.OutputShape, golden.Labels is { } labels ? OneHot(labels, net.OutputSize) : golden.Targets!.Select(value => (double)value));

        // The goldens have nine digits.
        var goldenDigits = new Closeness(1e-8, 1e-7);
        goldenDigits.Check(name, "outputs", [.. net.Predict(parameters, inputs).Values.Select(value => (float)value)], golden.Outputs);
        goldenDigits.Check(name, "loss", (float)net.ComputeLoss(inputs, targets, ForwardPass.OfTraining(parameters, DropoutMasks.None)), golden.Loss);
        foreach ((string tensor, GoldenTensor gradient) in golden.Gradients)
        {
            double slope = (LossAt(1e-6) - LossAt(-1e-6)) / 2e-6;
            new Closeness(1e-6, 1e-6).Check(name, $"slope along {tensor}", (float)slope, gradient.Data.Select((value, i) => value * Along(i)).Sum());

            double LossAt(double step)
            {
                var moved = new Tensors(parameters) { [tensor] = [.. parameters[tensor].Select((value, i) => value + (step * Along(i)))] };
                return net.ComputeLoss(inputs, targets, ForwardPass.OfTraining(moved, DropoutMasks.None));
            }
        }
    }

    /// <summary>Some direction, no component of which is small.</summary>
    private static double Along(int i) => (i % 3 == 0 ? -1 : 1) * (1 + (i % 7 * 0.1));

    private static IEnumerable<double> OneHot(int[] labels, int classes) =>
        labels.SelectMany(label => Enumerable.Range(0, classes).Select(output => output == label ? 1.0 : 0.0));
}
