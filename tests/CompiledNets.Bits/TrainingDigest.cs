using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CompiledNets.Bits;

/// <summary>SHA-256 over the bits of all that a short training computes.</summary>
internal static class TrainingDigest
{
    private const int Steps = 4;

    /// <summary>Trains with full batches and a smaller last one, with every way to do a step.</summary>
    public static string Of(ITrainableNet net, int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using ITrainer trainer = net.CreateTrainer(threads);
        for (int step = 0; step < Steps; step++)
        {
            int rows = step < Steps - 1 ? net.BatchSize : (net.BatchSize / 2) + 1;
            Append(hash, Step(trainer, step, rows));
        }

        trainer.LearningRate /= 2;
        float[] targets = Targets(net, net.BatchSize, seed: 2);
        Append(hash, TakesIndices(net)
            ? trainer.ComputeGradients(Indices(net, net.BatchSize, seed: 1), targets)
            : trainer.ComputeGradients(Numbers(net, net.BatchSize, seed: 1), targets));
        foreach (TensorInfo tensor in net.Tensors.Where(tensor => tensor.IsTrained))
        {
            float[] gradient = new float[tensor.Length];
            trainer.ReadGradient(tensor.Name, gradient);
            Append(hash, gradient);
        }

        trainer.ApplyGradients();
        Append(hash, TakesIndices(net)
            ? net.ComputeLoss(Indices(net, net.BatchSize, seed: 1), targets)
            : net.ComputeLoss(Numbers(net, net.BatchSize, seed: 1), targets));
        AppendNet(hash, net);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>For a net that was not trained.</summary>
    public static string OfPrediction(ICompiledNet net)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNet(hash, net);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static float Step(ITrainer trainer, int step, int rows)
    {
        ITrainableNet net = trainer.Net;
        bool usesLabels = net.Description.Loss == LossKind.CrossEntropy && step % 2 == 0;
        int[] labels = [.. Enumerable.Range(step, rows).Select(row => row * 7 % net.OutputSize)];
        return (TakesIndices(net), usesLabels) switch
        {
            (true, true) => trainer.TrainStep(Indices(net, rows, step), labels),
            (true, false) => trainer.TrainStep(Indices(net, rows, step), Targets(net, rows, step)),
            (false, true) => trainer.TrainStep(Numbers(net, rows, step), labels),
            (false, false) => trainer.TrainStep(Numbers(net, rows, step), Targets(net, rows, step)),
        };
    }

    private static void AppendNet(IncrementalHash hash, ICompiledNet net)
    {
        foreach (TensorInfo tensor in net.Tensors)
        {
            float[] values = new float[tensor.Length];
            net.ReadTensor(tensor.Name, values);
            Append(hash, values);
        }

        const int Rows = 53;
        Append(hash, Predict(net, 0, Rows));

        // A single row has kernels of its own.
        for (int row = 0; row < 3; row++)
            Append(hash, Predict(net, row, 1));

        static float[] Predict(ICompiledNet net, int first, int count)
        {
            Range rows = (first * net.InputSize)..((first + count) * net.InputSize);
            float[] outputs = new float[count * net.OutputSize];
            if (TakesIndices(net))
                net.Predict(Indices(net, Rows, seed: 3).AsSpan(rows), outputs);
            else
                net.Predict(Numbers(net, Rows, seed: 3).AsSpan(rows), outputs);
            return outputs;
        }

        if (net is IStreamingNet streaming)
            AppendSteps(hash, streaming, Rows);
    }

    private static void AppendSteps(IncrementalHash hash, IStreamingNet net, int rows)
    {
        INetState state = net.CreateState();
        float[] output = new float[net.StepOutputSize];
        for (int step = 0; step < 40; step++)
        {
            Range values = (step * net.StepInputSize)..((step + 1) * net.StepInputSize);
            if (TakesIndices(net))
                net.Step(state, Indices(net, rows, seed: 3).AsSpan(values), output);
            else
                net.Step(state, Numbers(net, rows, seed: 3).AsSpan(values), output);
            Append(hash, output);
        }
    }

    private static bool TakesIndices(ICompiledNet net) => net.Description.Vocabulary is not null;

    /// <summary>Rows of numbers between −2 and 2 that are exact in float, from integers alone.</summary>
    private static float[] Numbers(ICompiledNet net, int rows, int seed) =>
        [.. Words(net, rows, seed).Select(word => ((int)(word >> 16) - 32768) / 16384f)];

    /// <summary>Rows of indices.</summary>
    private static int[] Indices(ICompiledNet net, int rows, int seed) =>
        [.. Words(net, rows, seed).Select(word => (int)((word >> 8) % (uint)net.Description.Vocabulary!.Value))];

    private static IEnumerable<uint> Words(ICompiledNet net, int rows, int seed) =>
        Enumerable.Range(0, rows * net.InputSize).Select(i => Scramble((uint)i + ((uint)seed << 20)));

    /// <summary>Targets that every loss takes: 0.75 and 0.25 in each row, and else 0.</summary>
    private static float[] Targets(ITrainableNet net, int rows, int seed)
    {
        float[] targets = new float[rows * net.OutputSize];
        for (int row = 0; row < rows; row++)
        {
            targets[(row * net.OutputSize) + ((row + seed) % net.OutputSize)] += 0.75f;
            targets[(row * net.OutputSize) + ((row + seed + 1) % net.OutputSize)] += 0.25f;
        }

        return targets;
    }

    private static uint Scramble(uint value)
    {
        value = (value ^ (value >> 16)) * 0x7FEB352Du;
        value = (value ^ (value >> 15)) * 0x846CA68Bu;
        return value ^ (value >> 16);
    }

    private static void Append(IncrementalHash hash, params ReadOnlySpan<float> values) => hash.AppendData(MemoryMarshal.AsBytes(values));
}
