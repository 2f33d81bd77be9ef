namespace CompiledNets;

/// <summary>The memory of a dataset: inputs or indices, labels or targets, and nothing of the others.</summary>
internal readonly struct DatasetRows
{
    public ReadOnlyMemory<float> Inputs { get; init; }

    public ReadOnlyMemory<int> Indices { get; init; }

    public ReadOnlyMemory<int> Labels { get; init; }

    public ReadOnlyMemory<float> Targets { get; init; }

    /// <summary>Some rows that follow one another.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="of">How many rows there are.</param>
    public DatasetRows Slice(int start, int count, int of)
    {
        return new DatasetRows { Inputs = Part(Inputs), Indices = Part(Indices), Labels = Part(Labels), Targets = Part(Targets) };

        ReadOnlyMemory<T> Part<T>(ReadOnlyMemory<T> values) => values.Slice(start * (values.Length / of), count * (values.Length / of));
    }
}

/// <summary>Memory for copies of a dataset's rows: empty arrays for what its rows do not have.</summary>
internal readonly record struct DatasetBuffer(float[] Inputs, int[] Indices, int[] Labels, float[] Targets)
{
    /// <summary>The same, to be read.</summary>
    public DatasetRows Rows => new() { Inputs = Inputs, Indices = Indices, Labels = Labels, Targets = Targets };
}
