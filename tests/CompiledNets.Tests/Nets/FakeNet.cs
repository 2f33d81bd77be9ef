using CompiledNets.Formats;
using CompiledNets.Nets;

namespace CompiledNets.Tests.Nets;

/// <summary>A net that only keeps its tensors, in PyTorch's layout, and tells who touches them.</summary>
internal sealed class FakeNet : ICompiledNet
{
    private readonly Dictionary<string, float[]> values;

    public FakeNet(params TensorInfo[] tensors)
    {
        Tensors = tensors;
        values = tensors.ToDictionary(tensor => tensor.Name, tensor => new float[tensor.Length]);
    }

    /// <summary>Called with the name of a tensor before it is read.</summary>
    public Action<string> Reading { get; set; } = _ => { };

    /// <summary>Called with the name of a tensor before it is written.</summary>
    public Action<string> Writing { get; set; } = _ => { };

    public NetDescription Description { get; } = new()
    {
        Name = "FakeNet",
        InputShape = [1],
        OutputShape = [1],
        Loss = LossKind.None,
        OutputActivation = Activation.Linear,
        Summary = "FakeNet",
    };

    public int InputSize => 1;

    public int OutputSize => 1;

    public int BatchSize => 1;

    public int ParameterCount => Tensors.Sum(tensor => tensor.Length);

    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>The values of a tensor.</summary>
    public float[] this[string name]
    {
        get => values[name];
        set => WriteTensor(name, value);
    }

    /// <summary>A copy of all values, in the order of the tensors.</summary>
    public float[] AllValues => [.. Tensors.SelectMany(tensor => values[tensor.Name])];

    /// <summary>Numbers all values from a first one.</summary>
    public FakeNet Numbered(float first)
    {
        foreach (TensorInfo tensor in Tensors)
            for (int i = 0; i < tensor.Length; i++)
                values[tensor.Name][i] = first++;
        return this;
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) =>
        throw new NotSupportedException("A fake net predicts nothing.");

    public void ReadTensor(string name, Span<float> destination)
    {
        Reading(name);
        SpanChecks.TensorLength(Description.Name, Find(name), destination.Length, nameof(destination));
        values[name].CopyTo(destination);
    }

    public void WriteTensor(string name, ReadOnlySpan<float> source)
    {
        Writing(name);
        SpanChecks.TensorLength(Description.Name, Find(name), source.Length, nameof(source));
        source.CopyTo(values[name]);
    }

    public void Save(string path) => Safetensors.Save(this, path);

    public void Load(string path) => Safetensors.Load(this, path);

    private TensorInfo Find(string name) =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name) ?? throw SpanChecks.UnknownTensor(Description.Name, name, Tensors);
}
