using System.ComponentModel;
using System.Runtime.InteropServices;
using CompiledNets.Memory;
using CompiledNets.Randomness;

namespace CompiledNets.Nets;

/// <summary>Where a tensor is among a net's parameters.</summary>
/// <param name="Info">Its name, and its shape in PyTorch's layout.</param>
/// <param name="Offset">Its first float.</param>
/// <param name="IsMatrix">Whether it is kept as the transpose of a matrix <c>[out, the rest]</c>, in panels of columns; else as it is.</param>
/// <param name="FurtherOffsets">
/// The first floats of further groups of rows: a recurrent layer's tensors have a group for each gate, all of the same size, which lie apart so that each
/// begins a panel. <paramref name="Offset"/> is the first group's.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TensorPlace(TensorInfo Info, int Offset, bool IsMatrix, params int[] FurtherOffsets)
{
    /// <summary>From a row to the next where rows lie apart, as those of an embedding's table do; 0 where the tensor lies in one piece.</summary>
    public int RowStride { get; init; }

    /// <summary>Into how many groups the tensor's rows are cut.</summary>
    internal int Groups => 1 + FurtherOffsets.Length;

    /// <summary>The rows of a panel: the values of all axes but the first.</summary>
    internal int PanelRows => Info.Length / Info.Shape[0];

    /// <summary>A group's first float.</summary>
    internal int OffsetOf(int group) => group == 0 ? Offset : FurtherOffsets[group - 1];
}

/// <summary>Finds a net's tensors, in its parameters or in a buffer of the same layout, by their names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorMap
{
    private readonly string net;
    private readonly TensorPlace[] places;

    /// <summary>Creates the map of a net.</summary>
    /// <param name="net">The net's name, for messages.</param>
    /// <param name="places">Its tensors.</param>
    public TensorMap(string net, params TensorPlace[] places)
    {
        this.net = net;
        this.places = places;
        Tensors = Array.AsReadOnly(Array.ConvertAll(places, place => place.Info));
    }

    /// <summary>The tensors in the order of the layers.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Sets a tensor's initial values.</summary>
    /// <param name="buffer">The parameters.</param>
    /// <param name="index">The tensor's index, which the values depend on.</param>
    /// <param name="initializer">How they are drawn.</param>
    /// <param name="isBias">Whether the tensor is a bias.</param>
    /// <param name="fanIn">Values summed into one output.</param>
    /// <param name="fanOut">Outputs that one value goes to.</param>
    /// <param name="seed">The net's seed.</param>
    public void Initialize(AlignedBuffer buffer, int index, Initializer initializer, bool isBias, int fanIn, int fanOut, int seed)
    {
        var values = new float[places[index].Info.Length];
        ParameterInitializer.Fill(values, initializer, isBias, fanIn, fanOut, seed, index);
        Write(buffer, places[index], values);
    }

    /// <summary>Sets all of a tensor's values to one number.</summary>
    /// <param name="buffer">The parameters.</param>
    /// <param name="index">The tensor's index.</param>
    /// <param name="value">The number.</param>
    public void Fill(AlignedBuffer buffer, int index, float value) => buffer.Span.Slice(places[index].Offset, places[index].Info.Length).Fill(value);

    /// <summary>Copies a tensor's values out, in PyTorch's layout.</summary>
    /// <param name="buffer">The parameters, or a buffer of their layout.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, or the length does not fit.</exception>
    public void Read(AlignedBuffer buffer, string name, Span<float> destination)
    {
        TensorPlace place = Find(name);
        SpanChecks.TensorLength(net, place.Info, destination.Length, nameof(destination));
        int length = place.Info.Length / place.Groups;
        for (int group = 0; group < place.Groups; group++)
        {
            Span<float> kept = buffer.Span[place.OffsetOf(group)..], values = destination.Slice(group * length, length);
            if (place.RowStride > 0)
                PaddedRows.CopyOut(ref MemoryMarshal.GetReference(kept), ref MemoryMarshal.GetReference(values), place.Info.Shape[0], place.Info.Shape[1], place.RowStride);
            else if (place.IsMatrix)
                PanelLayout.Read(kept, values, place.PanelRows, place.Info.Shape[0] / place.Groups);
            else
                kept[..length].CopyTo(values);
        }
    }

    /// <summary>Copies a tensor's gradient out, in PyTorch's layout.</summary>
    /// <param name="gradients">The gradients, in the layout of the parameters.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, it has no gradient, or the length does not fit.</exception>
    public void ReadGradient(AlignedBuffer gradients, string name, Span<float> destination)
    {
        if (!Find(name).Info.IsTrained)
            throw SpanChecks.NoGradient(net, name);
        Read(gradients, name, destination);
    }

    /// <summary>Sets a tensor's values, in PyTorch's layout.</summary>
    /// <param name="buffer">The parameters.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="source">As many values as the tensor has.</param>
    /// <exception cref="ArgumentException">There is no such tensor, or the length does not fit.</exception>
    public void Write(AlignedBuffer buffer, string name, ReadOnlySpan<float> source)
    {
        TensorPlace place = Find(name);
        SpanChecks.TensorLength(net, place.Info, source.Length, nameof(source));
        Write(buffer, place, source);
    }

    private static void Write(AlignedBuffer buffer, TensorPlace place, ReadOnlySpan<float> source)
    {
        int length = place.Info.Length / place.Groups;
        for (int group = 0; group < place.Groups; group++)
        {
            Span<float> kept = buffer.Span[place.OffsetOf(group)..];
            ReadOnlySpan<float> values = source.Slice(group * length, length);
            if (place.RowStride > 0)
                PaddedRows.CopyIn(values, ref MemoryMarshal.GetReference(kept), place.Info.Shape[1], place.RowStride);
            else if (place.IsMatrix)
                PanelLayout.Write(values, kept, place.PanelRows, place.Info.Shape[0] / place.Groups);
            else
                values.CopyTo(kept);
        }
    }

    private TensorPlace Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (TensorPlace place in places)
        {
            if (place.Info.Name == name)
                return place;
        }

        throw SpanChecks.UnknownTensor(net, name, Tensors);
    }
}
