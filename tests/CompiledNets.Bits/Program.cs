// Trains nets and prints a digest of each: every loss, every trained parameter and every prediction to the bit. Run by tests under different
// settings of the runtime; the digests must not differ. With "assembly PATH" the nets are those of another assembly. With "forgotten-trainer", leaves a trainer and its threads to the end of the process.
using System.Numerics;
using System.Runtime.Intrinsics;
using CompiledNets.Bits;
using CompiledNets.Bits.Nets;

Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}");
Console.WriteLine($"Vector128 {Vector128.IsHardwareAccelerated}");
Console.WriteLine($"Vector<float> {Vector<float>.Count}");
switch (args)
{
    case ["large"]:
        Print(new Large(), threads: 2);
        Print(new LargeStraightLine());
        Print(new LongUpdate());
        PredictAlone(new PredictionOnly());
        return;
    case ["forgotten-trainer"]:
        ForgottenTrainer.Leave();
        return;
    case ["assembly", string path]:
        NetsOfAssembly.Print(path);
        return;
}

Print(new AdamWithCrossEntropy());
Print(new AmsGradWithSmoothing());
Print(new AdamWWithSigmoid());
Print(new MomentumWithSquares());
Print(new NesterovWithHuber());
Print(new RmsPropWithMagnitudes());
Print(new AdagradWithSoftmax());
Print(new StraightLine());
Print(new Tiny());
Print(new Residual());
foreach (int threads in (int[])[1, 3])
    Print(new Embedded(), threads);
Print(new Pooled());
Print(new Recurrent());
Print(new Images());
Print(new TallKernel());
Print(new LongPeaks());
Print(new Peaks());
Print(new Signals(), threads: 2);
Print(new NormalizedRows());
Print(new NormalizedImages());
Print(new NormalizedSequences());
foreach (int threads in (int[])[1, 2, 3, 8])
    Print(new SharedByThreads(), threads);
PredictAlone(new PredictionOnly());

static void Print(CompiledNets.ITrainableNet net, int threads = 1) =>
    Console.WriteLine($"{net.Description.Name}/{threads} {TrainingDigest.Of(net, threads)}");

static void PredictAlone(PredictionOnly net) => Console.WriteLine($"{net.Description.Name} {TrainingDigest.OfPrediction(net)}");
