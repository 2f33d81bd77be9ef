using CompiledNets.Randomness;

namespace CompiledNets;

/// <summary>
/// Hands out an epoch's rows batch by batch. Rows in the order of memory are handed out where they are; others are gathered into buffers
/// that are allocated once.
/// </summary>
internal sealed class BatchSource
{
    private readonly Dataset _data;
    private readonly int _batchSize;
    private readonly int[]? _rows;  // the rows to train on, in their unshuffled order; null: all of them
    private readonly int[]? _order; // the rows in the epoch's order; null: as they are in memory
    private readonly ulong? _shuffleSeed;
    private readonly DatasetBuffer _buffer;
    private int _start;

    public BatchSource(Dataset data, int[]? rows, int batchSize, ulong? shuffleSeed)
    {
        _data = data;
        _rows = rows;
        _shuffleSeed = shuffleSeed;
        Count = rows?.Length ?? data.Count;
        _batchSize = Math.Min(batchSize, Count);
        if (shuffleSeed is null && rows is null)
            return;
        _order = rows is null ? new int[Count] : [.. rows];
        _buffer = data.CreateBuffer(_batchSize);
    }

    /// <summary>The rows of an epoch.</summary>
    public int Count { get; }

    /// <summary>The batches of an epoch; the last one may be smaller.</summary>
    public int Batches => (Count - 1) / _batchSize + 1;

    /// <summary>The rows of the last batch of an epoch.</summary>
    public int RowsOfLast => Count - (Batches - 1) * _batchSize;

    /// <summary>The rows of the batch.</summary>
    public int Rows { get; private set; }

    public bool HasIndices => _data.HasIndices;

    public bool HasLabels => _data.HasLabels;

    /// <summary>The inputs of the batch, <c>[Rows, InputSize]</c>.</summary>
    public ReadOnlySpan<float> Inputs => Part(_order is null ? _data.Inputs : _buffer.Inputs, _data.InputSize);

    /// <summary>The same where they are indices.</summary>
    public ReadOnlySpan<int> Indices => Part(_order is null ? _data.Indices : _buffer.Indices, _data.InputSize);

    /// <summary>The labels of the batch, <c>[Rows]</c>.</summary>
    public ReadOnlySpan<int> Labels => Part(_order is null ? _data.Labels : _buffer.Labels, 1);

    /// <summary>The target values of the batch, <c>[Rows, TargetSize]</c>.</summary>
    public ReadOnlySpan<float> Targets => Part(_order is null ? _data.Targets : _buffer.Targets, _data.TargetSize);

    /// <summary>Brings the rows into the order of an epoch, which depends on the seed and the epoch only.</summary>
    public void BeginEpoch(int epoch)
    {
        if (_shuffleSeed is not ulong seed || _order is null)
            return;
        for (int i = 0; i < _order.Length; i++)
            _order[i] = _rows is null ? i : _rows[i];
        Permutation.Shuffle(_order, seed, (ulong)epoch);
    }

    /// <summary>Makes a batch, counted from 0, the current one.</summary>
    public void Load(int batch)
    {
        _start = batch * _batchSize;
        Rows = Math.Min(_batchSize, Count - _start);
        if (_order is not null)
            _data.CopyRows(_order.AsSpan(_start, Rows), _buffer);
    }

    private ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> values, int width) => values.Slice(_order is null ? _start * width : 0, Rows * width);
}
