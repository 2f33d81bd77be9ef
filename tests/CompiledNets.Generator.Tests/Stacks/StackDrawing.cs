using System.Globalization;
using CompiledNets.Generator.Tests.Reference;
using CompiledNets.Generator.Tests.Reference.Layers;

namespace CompiledNets.Generator.Tests.Stacks;

/// <summary>
/// Draws a net from a seed: an input of some kind, layers that take what the layer before gives, by the rules of shapes alone, and a loss and an optimizer. Layers that the library
/// does not have are not drawn.
/// </summary>
internal sealed class StackDrawing
{
    /// <summary>Of fewer rows some value hardly varies, and normalising it enlarges its rounding errors beyond all bounds.</summary>
    private const int FewestNormalisedRows = 6;

    /// <summary>Layers behind which two axes may be those of a sequence, which BatchNorm refuses.</summary>
    private static readonly string[] Sequential = ["Embedding", "LayerNorm", "Rnn", "Gru", "Lstm", "Transpose"];

    /// <summary>The most values between two layers, in a row.</summary>
    private const int MostValues = 500;

    private readonly int seed;
    private readonly Random random;
    private readonly SettingDrawing settings;
    private readonly LossDrawing loss;
    private readonly LayerNames names = new();
    private readonly List<string> attributes = [];
    private readonly List<string> kinds = [];
    private readonly List<(string Name, int[] Shape)> outputs = [];
    private int[] shape;

    private StackDrawing(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
        settings = new SettingDrawing(random);
        loss = new LossDrawing(random);
        shape = [];
    }

    /// <summary>Whether the library has an attribute.</summary>
    public static bool Exists(string kind) => typeof(CompiledNetAttribute).Assembly.GetType($"CompiledNets.{kind}Attribute") is not null;

    /// <summary>The net of a seed.</summary>
    public static RandomStack Draw(int seed) => new StackDrawing(seed).Draw();

    private RandomStack Draw()
    {
        int[] input = shape = DrawInput();
        if (input.Length == 0)
        {
            input = shape = [random.Next(1, 8)];
            TryAppend("Embedding", string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 31)}, {random.Next(1, 18)}{settings.OfWeights()}"));
        }

        for (int count = random.Next(1, 7), attempt = 0; attempt < 40 && kinds.Count < count; attempt++)
            AppendAny();
        Finish();

        int fewestRows = kinds.Contains("BatchNorm") ? FewestNormalisedRows : 1;
        int batchSize = random.Next(fewestRows, 13);
        int rows = random.Next(2) == 0 ? batchSize : random.Next(fewestRows, batchSize + 1);
        string head = $"[CompiledNet({string.Join(", ", input)}, BatchSize = {batchSize}, Unroll = Unroll.{Pick("Auto", "Auto", "Auto", "Tiles", "Full")})]";
        string[] lines = [head, .. attributes, $"[{loss.Written}]", .. OptimizerDrawing.Draw(random)];
        return new RandomStack(seed, ReferenceNet.Parse($"Stack{seed}", string.Join('\n', lines)), kinds, loss.DrawsLabels(), rows);
    }

    /// <summary>Features, an image, a signal or a sequence; nothing for indices.</summary>
    private int[] DrawInput() => random.Next(Exists("Embedding") ? 6 : 5) switch
    {
        0 or 1 => [random.Next(1, 41)],
        2 => [Few(), random.Next(1, 11), random.Next(1, 11)],
        3 => [Few(), random.Next(1, 25)],
        4 => [random.Next(1, 7), random.Next(3) == 0 ? random.Next(15, 19) : random.Next(1, 10)],
        _ => [],
    };

    /// <summary>Channels: mostly few, now and then one more or less than a vector has.</summary>
    private int Few() => random.Next(4) == 0 ? random.Next(7, 10) : random.Next(1, 5);

    /// <summary>Appends a layer that fits, if what was drawn does.</summary>
    private void AppendAny()
    {
        string kind = Pick(shape.Length switch
        {
            1 => ["Dense", "Dense", "Activate", "LayerNorm", "BatchNorm", "Dropout", "Reshape", "Add", "Flatten"],
            2 => ["Conv1D", "Conv1D", "MaxPool1D", "AveragePool1D", "Rnn", "Gru", "Lstm", "LayerNorm", "BatchNorm", "Dropout", "Activate", "Reshape", "Transpose", "Add", "Flatten"],
            _ => ["Conv2D", "Conv2D", "Conv2D", "MaxPool2D", "AveragePool2D", "GlobalAveragePool2D", "BatchNorm", "Dropout", "Activate", "Reshape", "Add", "Flatten"],
        });
        if (kind == "BatchNorm" && shape.Length == 2 && Sequential.Any(kinds.Contains))
            kind = "LayerNorm";
        string? arguments = kind switch
        {
            "Dense" => DrawDense(random.Next(1, 41)),
            "Activate" => DrawActivation(),
            "Conv1D" or "Conv2D" => DrawConvolution(),
            "MaxPool1D" or "MaxPool2D" or "AveragePool1D" or "AveragePool2D" => DrawPool(),
            "Rnn" or "Gru" or "Lstm" => $"{random.Next(1, 20)}{settings.OfWeights()}{(random.Next(2) == 0 ? ", ReturnSequences = true" : "")}",
            "BatchNorm" or "LayerNorm" => settings.OfNormalisation(kind),
            "Dropout" => Pick("0.0", "0.1", "0.5", "0.8"),
            "Reshape" => DrawReshape(),
            "Add" => DrawAdd(),
            _ => "",
        };
        if (arguments is not null)
            TryAppend(kind, arguments);
    }

    /// <summary>Appends a layer, if the library has it and what comes out is not too large.</summary>
    private void TryAppend(string kind, string arguments)
    {
        if (!Exists(kind) || !ReferenceLayers.IsLayer(kind))
            return;
        if (random.Next(6) == 0)
            arguments += $", Name = \"layer{kinds.Count}\"";
        arguments = arguments.TrimStart(',', ' ');
        string attribute = arguments.Length > 0 ? $"[{kind}({arguments})]" : $"[{kind}]";
        ReferenceLayer layer = ReferenceLayers.Create(DeclaredAttribute.Parse(attribute).Single(), new LayerNames());
        if (Batch.SizeOf(layer.OutputShape(shape)) > MostValues)
            return;
        layer = ReferenceLayers.Create(DeclaredAttribute.Parse(attribute).Single(), names);
        shape = layer.OutputShape(shape);
        attributes.Add(attribute);
        kinds.Add(kind);
        outputs.Add((layer.Name, shape));
    }

    /// <summary>Gives the net an output that its loss takes, and parameters.</summary>
    private void Finish()
    {
        bool hasWeights = kinds.Any(kind => kind is "Dense" or "Conv1D" or "Conv2D" or "Rnn" or "Gru" or "Lstm" or "Embedding");
        if (hasWeights && !loss.TakesLogits && random.Next(3) == 0)
            return;
        if (shape.Length > 1)
            TryAppend("Flatten", "");
        Activation last = loss.LastActivation() ?? settings.Activation();
        int units = loss.TakesClasses ? random.Next(2, 21) : random.Next(1, 21);
        if (random.Next(4) > 0 && (last != Activation.Softmax || units > 1))
        {
            TryAppend("Dense", $"{units}, Activation.{last}{settings.OfWeights()}");
            return;
        }

        TryAppend("Dense", $"{units}{settings.OfWeights()}");
        if (last != Activation.Softmax || units > 1)
            TryAppend("Activate", $"Activation.{last}");
    }

    private string DrawDense(int units)
    {
        Activation activation = settings.Activation();
        bool isRefused = activation == Activation.Softmax && (units == 1 || loss.IsOfProbabilities);
        string inputs = random.Next(8) == 0 ? $", Inputs = {shape[0]}" : "";
        return $"{units}, Activation.{(isRefused ? Activation.Tanh : activation)}{settings.OfWeights()}{inputs}";
    }

    private string? DrawActivation()
    {
        Activation activation = settings.Activation();
        return activation == Activation.Softmax && (shape.Length > 1 || shape[0] == 1 || loss.IsOfProbabilities) ? null : $"Activation.{activation}";
    }

    private string DrawConvolution()
    {
        int padding = random.Next(2) * random.Next(1, 3), filters = Few();
        int[] kernel = [.. shape.Skip(1).Select(size => random.Next(1, Math.Min(size + (2 * padding), 5) + 1))];
        if (kernel.Length == 2 && random.Next(2) == 0)
            kernel = [kernel.Min()];
        Activation activation = settings.Activation();
        string ofActivation = activation is Activation.Linear or Activation.Softmax ? "" : $", Activation.{activation}";
        string ofPadding = padding > 0 ? $", Padding = {padding}" : "";
        return $"{filters}, {string.Join(", ", kernel)}{ofActivation}{ofPadding}{settings.Stride()}{settings.OfWeights()}";
    }

    private string DrawPool() => $"{random.Next(1, Math.Min(shape.Skip(1).Min(), 4) + 1)}{settings.Stride()}";

    /// <summary>The same values as another number of axes.</summary>
    private string DrawReshape()
    {
        int size = Batch.SizeOf(shape);
        int first = Divisor(size), second = Divisor(size / first);
        return random.Next(3) switch
        {
            0 => $"{size}",
            1 => $"{first}, {size / first}",
            _ => $"{first}, {second}, {size / first / second}",
        };
    }

    private int Divisor(int size)
    {
        int[] divisors = [.. Enumerable.Range(1, size).Where(divisor => size % divisor == 0)];
        return divisors[random.Next(divisors.Length)];
    }

    /// <summary>A layer before whose output has the same shape; the last one too, whose output is doubled.</summary>
    private string? DrawAdd()
    {
        (string Name, int[] Shape)[] same = [.. outputs.Where(output => output.Shape.SequenceEqual(shape))];
        return same.Length == 0 ? null : $"\"{same[random.Next(same.Length)].Name}\"";
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
