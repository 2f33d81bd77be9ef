namespace CompiledNets.Formats;

/// <summary>The rule of the format that the tensors fill the data: each its dtype × shape, none over another, nothing between or after.</summary>
internal static class SafetensorsLayout
{
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void Check(string path, IReadOnlyList<SafetensorsEntry> entries, long dataLength)
    {
        foreach (SafetensorsEntry entry in entries)
            CheckExtent(path, entry, dataLength);

        long position = 0;
        SafetensorsEntry? previous = null;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin < position)
                throw SafetensorsFault.Of(
                    path, entry.Name, $"overlaps tensor {SafetensorsFault.Quote(previous!.Name)}: "
                    + $"it has bytes {Range(entry)}, the other one has {Range(previous)}.");
            if (entry.Begin > position)
                throw SafetensorsFault.Of(
                    path, entry.Name, $"begins at byte {entry.Begin}, but the data before it ends at {position}: "
                    + $"{entry.Begin - position} bytes belong to no tensor.");
            position = entry.End;
            previous = entry;
        }

        if (position != dataLength)
            throw SafetensorsFault.Of(
                path, $"its data has {dataLength} bytes, but its tensors end at byte {position}: "
                + $"{dataLength - position} bytes belong to no tensor.");
    }

    private static void CheckExtent(string path, SafetensorsEntry entry, long dataLength)
    {
        if (ElementType.Bits(entry.Dtype) is not int bits)
            throw SafetensorsFault.Of(path, entry.Name, $"has the unknown dtype {SafetensorsFault.Quote(entry.Dtype)}.");
        if (entry.Begin > entry.End)
            throw SafetensorsFault.Of(path, entry.Name, $"has the data_offsets {Range(entry)}: it ends before it begins.");
        if (entry.End > dataLength)
            throw SafetensorsFault.Of(
                path, entry.Name, $"ends at byte {entry.End} of the data, but there are only {dataLength}: the file is truncated.");

        if (Count(entry.Shape) is not long count)
            throw SafetensorsFault.Of(
                path, entry.Name, $"has the shape {SafetensorsFault.Shape(entry.Shape)}, which is more values than any file holds.");
        Int128 needed = (Int128)count * bits;
        if (needed != (Int128)(entry.End - entry.Begin) * 8)
            throw SafetensorsFault.Of(
                path, entry.Name, $"has the dtype {entry.Dtype} and the shape {SafetensorsFault.Shape(entry.Shape)}, "
                + $"which need {(needed + 7) / 8} bytes, but its data_offsets {Range(entry)} hold {entry.End - entry.Begin}.");
    }

    private static long? Count(IReadOnlyList<long> shape)
    {
        if (shape.Contains(0))
            return 0;

        long count = 1;
        foreach (long size in shape)
        {
            if (size > long.MaxValue / count)
                return null;
            count *= size;
        }

        return count;
    }

    private static string Range(SafetensorsEntry entry) => $"[{entry.Begin}, {entry.End}]";
}
