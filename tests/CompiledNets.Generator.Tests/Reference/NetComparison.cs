using CompiledNets.Generator.Tests.Goldens;

namespace CompiledNets.Generator.Tests.Reference;

/// <summary>A generated net against the plain one in double: its outputs, its losses, and central differences of the loss.</summary>
/// <param name="Reference">The plain net.</param>
/// <param name="Drawn">Parameters and a batch, away from all bends.</param>
/// <param name="Subject">What is compared, for the message of a failure.</param>
/// <param name="CheckedComponents">So many components of each tensor are checked one by one, and all of them together along one direction.</param>
internal sealed record NetComparison(ReferenceNet Reference, ReferenceBatch Drawn, string Subject, int CheckedComponents)
{
    /// <summary>How far a difference quotient moves one parameter, and each of many.</summary>
    private const double Step = 1e-6, StepOfMany = 2e-7;

    /// <summary>Compares a net on batches drawn for it.</summary>
    /// <param name="reference">The plain net.</param>
    /// <param name="net">The generated net; parameters are drawn around what it has.</param>
    /// <param name="netSeed">The seed that it was constructed with.</param>
    /// <param name="checkedComponents">So many components of each tensor are checked one by one.</param>
    /// <param name="rows">Rows of each batch.</param>
    /// <param name="usesLabels">Whether the targets are classes.</param>
    public static void CheckDrawn(ReferenceNet reference, ITrainableNet net, int netSeed, int checkedComponents, int[] rows, bool usesLabels = false)
    {
        foreach (int count in rows)
        {
            var batch = ReferenceBatch.Draw(reference, NetTensors.ParametersOf(net), count, usesLabels, netSeed);
            new NetComparison(reference, batch, $"{reference.Name}, {count} rows", checkedComponents).Check(net, netSeed);
        }
    }

    /// <summary>Compares all that one step computes.</summary>
    /// <param name="net">The generated net.</param>
    /// <param name="netSeed">The seed that it was constructed with.</param>
    public void Check(ITrainableNet net, int netSeed)
    {
        NetTensors.Write(net, Drawn.Parameters);
        var calls = new NetCalls(Reference, Drawn);
        float[] outputs = new float[Drawn.Targets.Values.Length];
        calls.Predict(net, outputs);
        Closeness.OfOneStep.Check(Subject, "outputs", outputs, Reference.Predict(Drawn.Parameters, Drawn.Inputs).Values);
        Closeness.OfOneStep.Check(
            Subject, "loss in inference mode", calls.ComputeLoss(net), Reference.ComputeLoss(Drawn.Inputs, Drawn.Targets, ForwardPass.OfInference(Drawn.Parameters)));

        // Nothing of a larger batch before may be left.
        using ITrainer trainer = net.CreateTrainer();
        new NetCalls(Reference, ReferenceBatch.DrawAny(Reference, Drawn.Parameters, Reference.BatchSize, Drawn.Labels is not null, netSeed)).ComputeGradients(trainer);
        float loss = calls.ComputeGradients(trainer);
        ForwardPass pass = CheckLoss(loss, netSeed);
        CheckGradients(NetTensors.GradientsOf(trainer), pass.Masks);

        trainer.ApplyGradients();
        Tensors after = NetTensors.ParametersOf(net);
        foreach ((string statistic, double[] expected) in pass.Statistics)
            Closeness.OfOneStep.Check(Subject, $"{statistic} after the step", [.. after[statistic].Select(value => (float)value)], expected);
    }

    /// <summary>Compares the loss of training; of several masks that dropout may have, the pass with the one whose loss is nearest.</summary>
    private ForwardPass CheckLoss(float loss, int netSeed)
    {
        (double expected, ForwardPass pass) = DropoutMasks.Candidates(netSeed, Reference.DropoutShapes())
            .Select(masks => ForwardPass.OfTraining(Drawn.Parameters, masks))
            .Select(pass => (Loss: Reference.ComputeLoss(Drawn.Inputs, Drawn.Targets, pass), pass))
            .MinBy(candidate => Math.Abs(candidate.Loss - loss));
        Closeness.OfOneStep.Check(Subject, "loss", loss, expected);
        return pass;
    }

    private void CheckGradients(Tensors gradients, DropoutMasks masks)
    {
        foreach ((string tensor, double[] gradient) in gradients)
        {
            int stride = Math.Max(1, gradient.Length / CheckedComponents);
            for (int i = 0; i < gradient.Length; i += stride)
                Closeness.OfOneStep.Check(Subject, $"gradient of {tensor}[{i}]", (float)gradient[i], Slope(new Tensors { [tensor] = OneAt(i, gradient.Length) }, Step, masks));
        }

        var random = new Random(1);
        var direction = new Tensors(gradients.Select(gradient => KeyValuePair.Create(gradient.Key, gradient.Value.Select(_ => (random.NextDouble() * 2) - 1).ToArray())));
        foreach ((string tensor, double[] part) in direction)
            CheckDirection($"{tensor} along a random direction", new Tensors { [tensor] = part }, gradients, masks);
        CheckDirection("the slope along a random direction", direction, gradients, masks);
    }

    private void CheckDirection(string place, Tensors direction, Tensors gradients, DropoutMasks masks)
    {
        double slope = direction.Sum(tensor => tensor.Value.Zip(gradients[tensor.Key], (d, g) => d * g).Sum());
        Closeness.OfOneStep.Check(Subject, place, (float)slope, Slope(direction, StepOfMany, masks));
    }

    /// <summary>The central difference of the loss along a direction.</summary>
    private double Slope(Tensors direction, double step, DropoutMasks masks) => (LossAt(direction, step, masks) - LossAt(direction, -step, masks)) / (2 * step);

    private double LossAt(Tensors direction, double step, DropoutMasks masks)
    {
        var moved = new Tensors(Drawn.Parameters);
        foreach ((string tensor, double[] part) in direction)
            moved[tensor] = [.. moved[tensor].Zip(part, (value, d) => value + (step * d))];
        return Reference.ComputeLoss(Drawn.Inputs, Drawn.Targets, ForwardPass.OfTraining(moved, masks));
    }

    private static double[] OneAt(int index, int length)
    {
        double[] direction = new double[length];
        direction[index] = 1;
        return direction;
    }
}
