using System.Globalization;

namespace CompiledNets.Generator.Tests.Diagnostics;

/// <summary>Draws declarations of nets from a seed: mostly sensible ones, each part of which may be nonsense.</summary>
internal sealed class RandomDeclarations(int seed)
{
    private static readonly int[] OddSizes = [0, -1, int.MinValue, int.MaxValue, int.MaxValue - 14, 1 << 28, 65536, 1_000_000];
    private static readonly string[] OddNumbers =
        ["0", "-0.0", "-1", "1", "1e-46", "1e-320", "3e38", "1e39", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.Epsilon", "double.MaxValue"];

    private static readonly string[] Names = ["a", "head", "Head", "class", "größe", "x_1", "Layers", "At"];
    private static readonly string[] OddNames = ["", " ", "1a", "a.b", "a b", "\\0", "dense2", "_", "\\u203f"];
    private static readonly string[] Losses = ["MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossEntropy", "CrossEntropy"];

    private readonly Random random = new(seed);

    /// <summary>How likely a part is odd in the declaration that is being drawn.</summary>
    private double oddity;

    /// <summary>A declaration of a class.</summary>
    public string Next(string name)
    {
        oddity = random.Next(3) switch { 0 => 0, 1 => 0.04, _ => 0.2 };
        var attributes = new List<string> { Head() };
        int layers = IsOdd() ? 0 : random.Next(1, 5);
        if (random.Next(4) == 0)
            attributes.AddRange(Image());
        else if (random.Next(8) == 0)
            attributes.AddRange([Embedding(), "Flatten"]);
        for (int i = 0; i < layers; i++)
            attributes.Add(Layer());
        if (random.Next(4) > 0)
        {
            attributes.Add(Loss());
            attributes.Add(Optimizer());
            if (random.Next(3) == 0)
                attributes.Add(IsOdd() ? "ClipGradients" : $"ClipGradients({Pick("Norm", "Value")} = {Number("0.5")})");
        }

        if (IsOdd())
            AddAnother(Loss());
        if (IsOdd())
            AddAnother(Optimizer());
        string modifiers = IsOdd() ? Pick("", "static partial ", "abstract partial ") : Pick("partial ", "public sealed partial ", "internal partial ");
        return string.Join("\n", attributes.Select(attribute => $"[{attribute}]")) + $"\n{modifiers}class {name}{(IsOdd() ? "<T>" : "")};\n";

        // The same attribute twice is the compiler's to report.
        void AddAnother(string attribute)
        {
            string kind = attribute.Split('(')[0];
            if (attributes.All(other => other.Split('(')[0] != kind))
                attributes.Add(attribute);
        }
    }

    private string Head()
    {
        string shape = IsOdd() ? string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Size())) : Size();
        string[] settings =
        [
            .. new[] { shape }.Where(sizes => sizes.Length > 0),
            .. Setting("BatchSize", Size),
            .. Setting("Unroll", () => IsOdd() ? "(Unroll)17" : "Unroll." + Pick("Auto", "Auto", "Tiles", "Full")),
        ];
        return $"CompiledNet({string.Join(", ", settings)})";
    }

    /// <summary>Layers that make an image of features, convolve and pool it, and make features of it again.</summary>
    private IEnumerable<string> Image()
    {
        (int channels, int height, int width) = (random.Next(1, 20), random.Next(4, 9), random.Next(4, 9));
        yield return $"Dense({(IsOdd() ? Size() : (channels * height * width).ToString(CultureInfo.InvariantCulture))})";
        int axes = random.Next(1, 3);
        yield return axes == 2 ? $"Reshape({channels}, {height}, {width})" : $"Reshape({channels}, {height * width})";
        for (int layer = random.Next(3); layer > 0; layer--)
            yield return Convolution(IsOdd() ? 3 - axes : axes);
        if (axes == 2 && random.Next(4) == 0)
        {
            yield return "GlobalAveragePool2D";
            yield break;
        }

        string[] settings = [IsOdd() ? Size() : Pick("1", "2", "3"), .. Setting("Stride", () => IsOdd() ? Size() : Pick("1", "2", "5"))];
        yield return $"{Pick("MaxPool", "AveragePool")}{(IsOdd() ? 3 - axes : axes)}D({string.Join(", ", settings)})";
        if (!IsOdd())
            yield return "Flatten";
    }

    private string Convolution(int axes)
    {
        string[] settings =
        [
            Size(),
            .. Enumerable.Range(0, random.Next(1, axes + 1)).Select(_ => IsOdd() ? Size() : Pick("1", "2", "3")),
            .. random.Next(3) == 0 ? Array.Empty<string>() : [IsOdd() ? Activation() : "Activation." + Pick("Relu", "Tanh", "Gelu")],
            .. Setting("Stride", () => IsOdd() ? Size() : Pick("1", "2")),
            .. Setting("Padding", () => IsOdd() ? Size() : "2"),
            .. IsOdd() ? Setting("Inputs", Size) : [],
        ];
        return $"Conv{axes}D({string.Join(", ", settings)})";
    }

    private string Layer()
    {
        string[] name = Setting("Name", () => IsOdd() ? Pick("null", $"\"{Pick(OddNames)}\"") : $"\"{Pick(Names)}\"");
        if (random.Next(4) == 0)
            return Keeping(name);
        if (random.Next(4) == 0)
            return $"Activate({string.Join(", ", [Activation(), .. name])})";
        if (random.Next(16) == 0)
            return $"Add({string.Join(", ", [$"\"{Pick("dense1", "activate1", "add1", "flatten1", "head")}\"", .. name])})";
        if (IsOdd())
            return Embedding();
        string[] settings =
        [
            Size(),
            .. random.Next(3) == 0 ? Array.Empty<string>() : [Activation()],
            .. name,
            .. Setting("Initializer", () => IsOdd() ? "(Initializer)(-3)" : "Initializer." + Pick(Enum.GetNames<Initializer>())),
            .. Setting("L1", () => Number("0.01")),
            .. Setting("L2", () => Number("1e-4")),
            .. IsOdd() ? Setting("Inputs", Size) : [],
        ];
        return $"Dense({string.Join(", ", settings)})";
    }

    private string Embedding() =>
        $"Embedding({string.Join(", ", [Size(), Size(), .. Setting("Initializer", () => "Initializer." + Pick(Enum.GetNames<Initializer>())), .. Setting("L2", () => Number("1e-4"))])})";

    /// <summary>A layer that normalises or drops.</summary>
    private string Keeping(string[] name) => random.Next(3) switch
    {
        0 => $"Dropout({string.Join(", ", [Number("0.3"), .. name])})",
        1 => $"BatchNorm({string.Join(", ", [.. name, .. Setting("Momentum", () => Number("0.2")), .. Setting("Epsilon", () => Number("1e-3")), .. Setting("L1", () => Number("0.01"))])})",
        _ => $"LayerNorm({string.Join(", ", [.. name, .. Setting("Epsilon", () => Number("1e-3")), .. Setting("L2", () => Number("0.01"))])})",
    };

    private string Activation() => IsOdd() ? "(Activation)99" : "Activation." + Pick(Enum.GetNames<Activation>());

    private string Loss() => Pick(Losses) switch
    {
        "Huber" => $"Huber({string.Join(", ", Setting("Delta", () => Number("2")))})",
        "CrossEntropy" => $"CrossEntropy({string.Join(", ", Setting("LabelSmoothing", () => Number("0.1")))})",
        string plain => plain,
    };

    private string Optimizer()
    {
        (string name, string[] settings) = random.Next(5) switch
        {
            0 => ("Sgd", [.. Setting("Momentum", () => Number("0.9")), .. Setting("WeightDecay", () => Number("0.01")), .. IsOdd() ? ["Nesterov = true"] : Array.Empty<string>()]),
            1 => ("Adam", [.. Setting("Beta1", () => Number("0.8")), .. Setting("Epsilon", () => Number("1e-7")), .. Setting("AmsGrad", () => Pick("true", "false"))]),
            2 => ("AdamW", [.. Setting("Beta2", () => Number("0.99")), .. Setting("WeightDecay", () => Number("0.1"))]),
            3 => ("RmsProp", [.. Setting("Alpha", () => Number("0.95")), .. Setting("Momentum", () => Number("0.5"))]),
            _ => ("Adagrad", Setting("Epsilon", () => Number("1e-9"))),
        };
        return $"{name}({string.Join(", ", [.. Setting("LearningRate", () => Number("0.01")), .. settings])})";
    }

    private bool IsOdd() => random.NextDouble() < oddity;

    private string[] Setting(string name, Func<string> value) => random.Next(2) == 0 ? [] : [$"{name} = {value()}"];

    private string Size() => (IsOdd() ? OddSizes[random.Next(OddSizes.Length)] : random.Next(1, 40)).ToString(CultureInfo.InvariantCulture);

    private string Number(string usual) => IsOdd() ? Pick(OddNumbers) : usual;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
