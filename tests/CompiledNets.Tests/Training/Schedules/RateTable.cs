using System.Text.Json;

namespace CompiledNets.Tests.Training.Schedules;

/// <summary>What one of PyTorch's schedulers does, from <c>tables.json</c>; <c>make_tables.py</c> says what is in it.</summary>
internal sealed record RateTable(double Initial, double[]? Values, double[] Rates)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>All tables by name.</summary>
    public static IReadOnlyDictionary<string, RateTable> All { get; } = Read();

    /// <summary>Asserts that rates are the table's to 12 digits.</summary>
    public void ShouldHold(IReadOnlyList<double> rates)
    {
        rates.Count.ShouldBe(Rates.Length);
        for (int i = 0; i < Rates.Length; i++)
            (Math.Abs(rates[i] - Rates[i]) <= 1e-12 * Rates[i]).ShouldBeTrue($"rate {i}: {rates[i]:R} instead of {Rates[i]:R}");
    }

    private static Dictionary<string, RateTable> Read()
    {
        using Stream stream = typeof(RateTable).Assembly.GetManifestResourceStream("tables.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, RateTable>>(stream, s_json)!;
    }
}
