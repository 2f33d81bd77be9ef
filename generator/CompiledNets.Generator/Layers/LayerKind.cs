using CompiledNets.Generator.Declaring;

namespace CompiledNets.Generator.Layers;

/// <summary>A kind of layer: the door to its room.</summary>
/// <param name="attributeName">The class of its attribute: <c>DenseAttribute</c>.</param>
/// <param name="defaultName">What its layers are called, before their number: <c>dense</c>.</param>
internal abstract class LayerKind(string attributeName, string defaultName)
{
    public string AttributeName { get; } = attributeName;

    public string DefaultName { get; } = defaultName;

    /// <summary>Reads and checks the layer's own arguments.</summary>
    public abstract LayerDeclaration Declare(AttributeReader reader, LayerHeader header);
}

/// <summary>What every layer has.</summary>
/// <param name="Name">Its name: as declared, or the kind and its number among that kind.</param>
/// <param name="Site">Its attribute.</param>
internal readonly record struct LayerHeader(string Name, Site Site)
{
    /// <summary>A layer's name becomes the name of a type, and metadata holds 1,023 bytes of that.</summary>
    private const int LongestName = 100;

    public static LayerHeader Read(AttributeReader reader, LayerKind kind, Dictionary<string, int> numbers)
    {
        numbers.TryGetValue(kind.DefaultName, out int number);
        numbers[kind.DefaultName] = ++number;
        string defaultName = kind.DefaultName + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string name = reader.Get("Name", defaultName);
        if (IsName(name))
            return new LayerHeader(name, reader.Site);
        reader.Faults.Report(
            Analysis.DiagnosticDescriptors.InvalidName, reader.Site.At("Name"), reader.Net, $"Layer '{defaultName}'", Emitting.Literal.String(Shortened(name)), LongestName);
        return new LayerHeader(defaultName, reader.Site);
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : name.Substring(0, LongestName) + "…";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}

/// <summary>Every kind of layer. A new kind is a room of its own and a line here.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<string, LayerKind> ByAttribute = new LayerKind[]
    {
        new Dense.DenseKind(),
        new Activate.ActivateKind(),
        new Flatten.FlattenKind(),
        new Reshape.ReshapeKind(),
        new Transpose.TransposeKind(),
        new BatchNorm.BatchNormKind(),
        new LayerNorm.LayerNormKind(),
        new Dropout.DropoutKind(),
        new Convolution.Conv2DKind(),
        new Convolution.Conv1DKind(),
        new Pool.PoolKind(Pool.PoolFunction.Maximum, axes: 2),
        new Pool.PoolKind(Pool.PoolFunction.Maximum, axes: 1),
        new Pool.PoolKind(Pool.PoolFunction.Average, axes: 2),
        new Pool.PoolKind(Pool.PoolFunction.Average, axes: 1),
        new Pool.GlobalAveragePoolKind(),
        new Rnn.RnnKind(),
        new Gru.GruKind(),
        new Lstm.LstmKind(),
        new Add.AddKind(),
        new Embedding.EmbeddingKind(),
    }.ToDictionary(kind => kind.AttributeName);

    public static LayerKind? Find(string attributeName) => ByAttribute.TryGetValue(attributeName, out LayerKind? kind) ? kind : null;
}
