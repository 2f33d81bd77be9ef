using System.Globalization;
using CompiledNets;
using CompiledNets.Benchmarks;
using CompiledNets.Threading;

string only = args.Length > 0 ? args[0] : "";
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
float sink = 0;

double peak = 0;
for (int i = 0; i < 5; i++)
{
    (_, double least) = Stopwatching.Microseconds(n => { for (int j = 0; j < n; j++) sink += Peak.Run(); });
    peak = Math.Max(peak, Peak.Operations / least * 1e-3);
}
Console.WriteLine($"# peak {peak:F1} GF/s");

Share(2);
Predict("W1", new W1Adam(), 1);
PredictDependent("W1", new W1Adam());
Train("W1", "Adam", new W1Adam());
Train("W1", "SGD", new W1Sgd());
Train("W1", "Adam", new W1Adam(), 2);
Predict("W2", new W2(), 1);
PredictDependent("W2", new W2());
Predict("W3", new W3Adam(), 1);
Predict("W3", new W3Adam(), 64);
Train("W3", "SGD", new W3Sgd());
Train("W3", "Adam", new W3Adam());
Train("W3", "Adam", new W3Adam(), 2);
Predict("W5", new W5Adam(), 32);
Train("W5", "SGD", new W5Sgd());
Train("W5", "Adam", new W5Adam());
Train("W5", "Adam", new W5Adam(), 2);
Predict("W4", new W4Adam(), 256);
Train("W4", "Adam", new W4Adam());
Train("W4", "Adam", new W4Adam(), 2);
GC.KeepAlive(sink);

void Print(string workload, string operation, double macs, Action<int> calls, int threads = 1)
{
    if (!$"{workload} {operation}".StartsWith(only, StringComparison.Ordinal)) return;
    (double median, double least) = Stopwatching.Microseconds(calls);
    Console.WriteLine($"{workload}\t{operation}\tCompiledNets\t{threads}\t-\t{median:F4}\t{least:F4}\t{2e-3 * macs / median / peak:P1}\t{2e-3 * macs / least / peak:P1}");
}

// What it costs to share a phase: one in which nobody has anything to do.
void Share(int threads)
{
    using var team = new WorkerTeam(threads, "Team");
    var nothing = new NothingTask();
    float argument = 0;
    Print("Team", "empty phase", 0, n => { for (int i = 0; i < n; i++) team.Run(nothing, 0, ref argument); }, threads);
}

float[] Numbers(int n) { var r = new Random(1); return [.. Enumerable.Range(0, n).Select(_ => r.NextSingle())]; }

double Macs(ICompiledNet net) => net.Tensors.Where(t => t.Shape.Count == 2).Sum(t => (double)t.Length);

void Predict<TNet>(string workload, TNet net, int rows) where TNet : ICompiledNet
{
    float[] x = Numbers(rows * net.InputSize), y = new float[rows * net.OutputSize];
    Print(workload, $"infer B{rows}", rows * Macs(net), n => { for (int i = 0; i < n; i++) net.Predict(x, y); });
}

void PredictDependent<TNet>(string workload, TNet net) where TNet : ICompiledNet
{
    float[] x = Numbers(net.InputSize), y = new float[net.OutputSize];
    Print(workload, "infer B1 dependent", Macs(net), n => { for (int i = 0; i < n; i++) { x[0] = 0.5f + (1e-3f * y[0]); net.Predict(x, y); } });
}

void Train<TNet>(string workload, string optimizer, TNet net, int threads = 1) where TNet : ITrainableNet
{
    float[] x = Numbers(net.BatchSize * net.InputSize);
    int[] labels = [.. Enumerable.Range(0, net.BatchSize).Select(i => i * 7 % net.OutputSize)];
    using ITrainer trainer = net.CreateTrainer(threads);
    TensorInfo[] weights = [.. net.Tensors.Where(t => t.Shape.Count == 2)];
    double macs = net.BatchSize * ((3 * Macs(net)) - weights[0].Length);
    Print(workload, $"train B{net.BatchSize} {optimizer}", macs, n => { for (int i = 0; i < n; i++) sink += trainer.TrainStep(x, labels); }, threads);
}

internal sealed class NothingTask : ITeamTask
{
    public void Execute(int phase, int worker, int workers, ref float argument)
    {
    }
}
