// What a program that has nothing but the package does with it: declare, train, evaluate, save, load, predict. Its output is the same to the letter
// whether it is trimmed or not, and its exit code says whether all went well.
using System.Globalization;
using CompiledNets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Side = 80;
float[] inputs = new float[2 * Side * Side];
int[] labels = new int[Side * Side];
for (int i = 0; i < labels.Length; i++)
{
    float x = inputs[2 * i] = (i % Side / (Side / 4f)) - 2;
    float y = inputs[(2 * i) + 1] = (i / Side / (Side / 4f)) - 2;
    labels[i] = (x * x) + (y * y) < 1 ? 1 : 0;
}

(Dataset train, Dataset test) = Dataset.WithLabels(inputs, labels).Split(0.8, seed: 1);
var net = new Circle(seed: 1);
using Circle.Trainer trainer = net.CreateTrainer();
TrainingHistory history = trainer.Fit(train, new TrainingOptions { Epochs = 20, Validation = test });
Console.WriteLine($"loss {history.Epochs[^1].Loss:R}");
Evaluation evaluation = net.Evaluate(test);
Console.WriteLine(evaluation);

net.Save("circle.safetensors");
var loaded = new Circle();
loaded.Load("circle.safetensors");
float[] expected = new float[test.Count * Circle.OutputSize], outputs = new float[test.Count * Circle.OutputSize];
net.Predict(test.Inputs, expected);
loaded.Predict(test.Inputs, outputs);
bool isSame = expected.AsSpan().SequenceEqual(outputs);
Console.WriteLine($"saved, loaded: {(isSame ? "the same predictions" : "OTHER PREDICTIONS")}, {Convert.ToHexString(File.ReadAllBytes("circle.safetensors").AsSpan(^16))}");
return isSame && evaluation.Accuracy > 0.95 ? 0 : 1;

/// <summary>Tells whether a point of the plane lies in the unit circle.</summary>
[CompiledNet(2)]
[Dense(16, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
[CrossEntropy]
[Adam(LearningRate = 0.01)]
internal sealed partial class Circle;
