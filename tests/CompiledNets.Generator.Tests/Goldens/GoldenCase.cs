using System.Text.Json;
using System.Text.RegularExpressions;

namespace CompiledNets.Generator.Tests.Goldens;

/// <summary>What PyTorch computes for a declared net; <c>tests/goldens/make_goldens.py</c> says what each value is.</summary>
internal sealed partial record GoldenCase(
    string Name,
    IReadOnlyList<string> Declaration,
    int Batch,
    float[] Inputs,
    float[]? Targets,
    int[]? Labels,
    IReadOnlyDictionary<string, GoldenTensor> Parameters,
    double[] Outputs,
    double Loss,
    IReadOnlyDictionary<string, GoldenTensor> Gradients,
    double[] Losses,
    IReadOnlyDictionary<string, GoldenTensor> Trained)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<IReadOnlyList<GoldenCase>> Read = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "goldens"), "*.json").Order(StringComparer.Ordinal).Select(ReadFile)]);

    /// <summary>All cases, in the order of their names.</summary>
    public static IReadOnlyList<GoldenCase> All => Read.Value;

    /// <summary>The name of the class that is declared for this case.</summary>
    public string ClassName => "Golden_" + NotInIdentifiers().Replace(Name, "_");

    /// <summary>The inputs of a net that takes indices; null for one that takes numbers.</summary>
    public int[]? Indices { get; } = Declaration.Any(line => line.StartsWith("[Embedding", StringComparison.Ordinal)) ? [.. Inputs.Select(input => (int)input)] : null;

    /// <summary>The attributes of the declaration that the library does not have; while there are any, the case cannot be run.</summary>
    public IReadOnlyList<string> MissingAttributes =>
        [.. Declaration.Select(line => AttributeName().Match(line).Groups[1].Value).Where(name => !Exists(name)).Distinct(StringComparer.Ordinal)];

    /// <summary>The declaration as source.</summary>
    public string Source => $"{string.Join('\n', Declaration)}\npublic partial class {ClassName};\n";

    private static bool Exists(string attribute) => typeof(CompiledNetAttribute).Assembly.GetType($"CompiledNets.{attribute}Attribute") is not null;

    private static GoldenCase ReadFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return JsonSerializer.Deserialize<GoldenCase>(file, Options) ?? throw new InvalidDataException($"{path} holds no case.");
    }

    [GeneratedRegex(@"^\[(\w+)")]
    private static partial Regex AttributeName();

    [GeneratedRegex(@"\W")]
    private static partial Regex NotInIdentifiers();
}

/// <summary>A tensor in PyTorch's layout.</summary>
internal sealed record GoldenTensor(int[] Shape, double[] Data);
