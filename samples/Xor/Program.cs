// A net that learns exclusive or: the shortest net that is of use, since no single layer can learn it.
using CompiledNets;

float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];   // [4 rows, 2 inputs]
float[] targets = [0, 1, 1, 0];              // [4 rows, 1 output]

var net = new XorNet(seed: 1);
using var trainer = net.CreateTrainer();
for (int step = 1; step <= 500; step++)
{
    float loss = trainer.TrainStep(inputs, targets);
    if (step is 1 or 10 or 50 or 100 or 200 or 500)
        Console.WriteLine($"step {step,3}: loss {loss:F4}");
}

float[] outputs = new float[4];
net.Predict(inputs, outputs);
for (int row = 0; row < 4; row++)
    Console.WriteLine($"{inputs[2 * row]} xor {inputs[2 * row + 1]} = {outputs[row]:F3}");

[CompiledNet(2)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropy]
[Adam(LearningRate = 0.05)]
public sealed partial class XorNet;
