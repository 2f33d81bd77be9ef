namespace CompiledNets.Generator.Tests.Reference.Layers;

/// <summary>The kinds of layers that nets are declared of.</summary>
internal static class ReferenceLayers
{
    private static readonly Dictionary<string, (string DefaultName, Func<string, DeclaredAttribute, ReferenceLayer> Create)> Kinds = new(StringComparer.Ordinal)
    {
        ["Dense"] = ("dense", (name, attribute) => new DenseLayer(name, attribute)),
        ["Activate"] = ("activate", (name, attribute) => new ActivateLayer(name, attribute)),
        ["Flatten"] = ("flatten", (name, _) => new FlattenLayer(name)),
        ["Reshape"] = ("reshape", (name, attribute) => new ReshapeLayer(name, attribute)),
        ["Transpose"] = ("transpose", (name, _) => new TransposeLayer(name)),
        ["Conv1D"] = ("conv", (name, attribute) => new ConvolutionLayer(name, attribute)),
        ["Conv2D"] = ("conv", (name, attribute) => new ConvolutionLayer(name, attribute)),
        ["MaxPool1D"] = ("maxPool", (name, attribute) => new PoolLayer(name, attribute)),
        ["MaxPool2D"] = ("maxPool", (name, attribute) => new PoolLayer(name, attribute)),
        ["AveragePool1D"] = ("averagePool", (name, attribute) => new PoolLayer(name, attribute)),
        ["AveragePool2D"] = ("averagePool", (name, attribute) => new PoolLayer(name, attribute)),
        ["GlobalAveragePool2D"] = ("globalAveragePool", (name, _) => new GlobalAveragePoolLayer(name)),
        ["BatchNorm"] = ("batchNorm", (name, attribute) => new BatchNormLayer(name, attribute)),
        ["LayerNorm"] = ("layerNorm", (name, attribute) => new LayerNormLayer(name, attribute)),
        ["Dropout"] = ("dropout", (name, attribute) => new DropoutLayer(name, attribute)),
        ["Rnn"] = ("rnn", (name, attribute) => new RnnLayer(name, attribute)),
        ["Gru"] = ("gru", (name, attribute) => new GruLayer(name, attribute)),
        ["Lstm"] = ("lstm", (name, attribute) => new LstmLayer(name, attribute)),
        ["Embedding"] = ("embedding", (name, attribute) => new EmbeddingLayer(name, attribute)),
        ["Add"] = ("add", (name, attribute) => new AddLayer(name, attribute)),
    };

    /// <summary>Whether an attribute declares a layer.</summary>
    public static bool IsLayer(string name) => Kinds.ContainsKey(name);

    /// <summary>The layer that an attribute declares.</summary>
    public static ReferenceLayer Create(DeclaredAttribute attribute, LayerNames names)
    {
        (string defaultName, Func<string, DeclaredAttribute, ReferenceLayer> create) = Kinds[attribute.Name];
        return create(names.Next(defaultName, attribute), attribute);
    }
}
