using System.Globalization;
using System.Text;
using CompiledNets;
using Forecast;

const int Horizon = 6;              // samples ahead
const int TrainCount = 4_000, TestCount = 2_000;
const double Noise = 0.02;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
return new ForecastCommand().Run(args, Console.Error, settings =>
{
    float[] series = MackeyGlass.Sample(settings.Seed, TrainCount + TestCount, Noise);
    float[] past = series[..TrainCount], future = series[TrainCount..];
    Dataset windows = SlidingWindows.Cut(past, Forecaster.InputSize, Horizon);

    var net = new Forecaster(settings.Seed);
    Console.WriteLine($"Forecast: a net learns what a chaotic series will be {Horizon} samples later");
    Console.WriteLine();
    Console.WriteLine(net.Description.Summary);
    Console.WriteLine();

    using Forecaster.Trainer trainer = net.CreateTrainer();
    TrainingHistory history = trainer.Fit(windows, new TrainingOptions
    {
        Epochs = settings.Epochs,
        Seed = settings.Seed,
        Schedule = LearningRateSchedule.Cosine(),
        Progress = new SynchronousProgress<EpochReport>(epoch =>
        {
            if (epoch.Epoch % Math.Max(1, epoch.Epochs / 10) == 0)
                Console.WriteLine(epoch);
        }),
    });
    Console.WriteLine($"Trained {history.Epochs.Count} epochs in {history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds):F1} s.");

    StreamedForecasts streamed = StreamedForecasts.Run(net, future, Horizon, warmUp: Forecaster.InputSize);
    Console.WriteLine();
    Console.WriteLine($"What came (line), what the net had said of it {Horizon} samples before (●), and what there was then (×):");
    var plot = new TerminalPlot(columns: 90, rows: 18, low: 0.2, high: 1.4);
    plot.DrawLine(streamed.Truth);
    plot.DrawMarks(streamed.Naive, '×', every: 2);
    plot.DrawMarks(streamed.Forecasts, '●', every: 2);
    foreach (string line in plot.Lines())
        Console.WriteLine(line);

    Console.WriteLine();
    Console.WriteLine($"RMSE over {streamed.Truth.Length:N0} samples that the net was not trained on, of which {Noise} is noise:");
    Console.WriteLine($"  the net's forecast       {streamed.Error:F4}");
    Console.WriteLine($"  that nothing changes     {streamed.NaiveError:F4}, {streamed.NaiveError / streamed.Error:F1} times as much");
    Console.WriteLine($"A step takes {streamed.TimePerStep.TotalMicroseconds:F2} µs.");
});
