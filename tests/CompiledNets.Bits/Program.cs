// Trains nets and prints a digest of each: every loss, every trained parameter and every prediction to the bit. Run by tests under different
// settings of the runtime; the digests must not differ.
using System.Numerics;
using System.Runtime.Intrinsics;
using CompiledNets.Bits;
using CompiledNets.Bits.Nets;

Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}");
Console.WriteLine($"Vector128 {Vector128.IsHardwareAccelerated}");
Console.WriteLine($"Vector<float> {Vector<float>.Count}");
if (args is ["large"])
{
    Print(new Large(), threads: 2);
    Print(new LargeStraightLine(), threads: 1);
    PredictAlone(new PredictionOnly());
    return;
}

Print(new AdamWithCrossEntropy(), threads: 1);
Print(new AmsGradWithSmoothing(), threads: 2);
Print(new AdamWWithSigmoid(), threads: 3);
Print(new MomentumWithSquares(), threads: 1);
Print(new NesterovWithHuber(), threads: 2);
Print(new RmsPropWithMagnitudes(), threads: 1);
Print(new AdagradWithSoftmax(), threads: 1);
Print(new StraightLine(), threads: 2);
PredictAlone(new PredictionOnly());

static void Print(CompiledNets.ITrainableNet net, int threads) =>
    Console.WriteLine($"{net.Description.Name} {TrainingDigest.Of(net, threads)}");

static void PredictAlone(PredictionOnly net) => Console.WriteLine($"{net.Description.Name} {TrainingDigest.OfPrediction(net)}");
