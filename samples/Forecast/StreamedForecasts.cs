using System.Diagnostics;

namespace Forecast;

/// <summary>What a net forecast while a series came in, a sample at a time, and what came then.</summary>
internal sealed record StreamedForecasts
{
    /// <summary>What came: the samples that were forecast.</summary>
    public required float[] Truth { get; init; }

    /// <summary>What the net had said of each, a horizon before.</summary>
    public required float[] Forecasts { get; init; }

    /// <summary>What the sample was a horizon before: the forecast that nothing changes.</summary>
    public required float[] Naive { get; init; }

    /// <summary>How long the net took for a sample.</summary>
    public required TimeSpan TimePerStep { get; init; }

    /// <summary>The root of the mean squared error of the net's forecasts.</summary>
    public double Error => RootMeanSquare(Forecasts);

    /// <summary>The same of the naive forecasts.</summary>
    public double NaiveError => RootMeanSquare(Naive);

    /// <summary>Lets a series come in.</summary>
    /// <param name="net">The net.</param>
    /// <param name="series">The samples, more than the warm-up and the horizon together.</param>
    /// <param name="horizon">How many samples ahead the net forecasts.</param>
    /// <param name="warmUp">The number of samples at first of which the forecasts do not count: the net has seen too little then.</param>
    public static StreamedForecasts Run(Forecaster net, float[] series, int horizon, int warmUp)
    {
        var forecasts = new float[series.Length];
        Forecaster.State state = net.CreateState();
        long start = Stopwatch.GetTimestamp();
        for (int now = 0; now < series.Length; now++)
            net.Step(state, [series[now]], forecasts.AsSpan(now, 1));
        TimeSpan duration = Stopwatch.GetElapsedTime(start);

        return new StreamedForecasts
        {
            Truth = series[(warmUp + horizon)..],
            Forecasts = forecasts[warmUp..^horizon],
            Naive = series[warmUp..^horizon],
            TimePerStep = duration / series.Length,
        };
    }

    private double RootMeanSquare(float[] forecasts) =>
        Math.Sqrt(Truth.Zip(forecasts, (truth, forecast) => (double)(truth - forecast) * (truth - forecast)).Average());
}
