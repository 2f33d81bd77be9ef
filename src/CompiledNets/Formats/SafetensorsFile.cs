using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace CompiledNets.Formats;

/// <summary>A safetensors file that is open for reading. What its header claims was checked against what it holds.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly SafeFileHandle handle;
    private readonly long dataStart;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is malformed.</exception>
    public SafetensorsFile(string path)
    {
        Path = path;
        handle = File.OpenHandle(path);
        try
        {
            long length = RandomAccess.GetLength(handle);
            byte[] header = ReadHeader(length);
            dataStart = SafetensorsHeader.LengthBytes + header.Length;
            Entries = SafetensorsHeader.Parse(path, header);
            SafetensorsLayout.Check(path, Entries, length - dataStart);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The values of a tensor with a floating-point dtype.</summary>
    /// <exception cref="InvalidDataException">A value is beyond a float.</exception>
    public float[] ReadValues(SafetensorsEntry entry)
    {
        int size = ElementType.Bits(entry.Dtype)!.Value / 8;
        float[] values = new float[(entry.End - entry.Begin) / size];
        byte[] buffer = new byte[Math.Min(values.Length, ElementType.ChunkLength) * size];
        for (int start = 0; start < values.Length; start += ElementType.ChunkLength)
        {
            Span<float> chunk = values.AsSpan(start, Math.Min(ElementType.ChunkLength, values.Length - start));
            Span<byte> bytes = buffer.AsSpan(0, chunk.Length * size);
            Read(bytes, dataStart + entry.Begin + (long)start * size);
            ElementType.Decode(entry.Dtype, bytes, chunk);
            if (entry.Dtype == ElementType.Float64)
                CheckRange(entry, bytes, chunk, start);
        }

        return values;
    }

    public void Dispose() => handle.Dispose();

    private byte[] ReadHeader(long fileLength)
    {
        const int lengthBytes = SafetensorsHeader.LengthBytes;
        if (fileLength < lengthBytes)
            throw SafetensorsFault.Of(
                Path, $"it is truncated: it has {fileLength} bytes, but begins with {lengthBytes} that hold the length of its header.");

        Span<byte> prefix = stackalloc byte[lengthBytes];
        Read(prefix, 0);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(fileLength - lengthBytes))
            throw SafetensorsFault.Of(
                Path, $"it claims a header of {length} bytes, but only {fileLength - lengthBytes} follow. "
                + "It is truncated, or a file of another format.");
        if (length > SafetensorsHeader.MaxLength)
            throw SafetensorsFault.Of(Path, $"it claims a header of {length} bytes; the format allows {SafetensorsHeader.MaxLength}.");

        byte[] header = new byte[length];
        Read(header, lengthBytes);
        return header;
    }

    private void Read(Span<byte> destination, long position)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(handle, destination, position);
            if (count == 0)
                throw SafetensorsFault.Of(Path, $"it became shorter while it was read: it ends at byte {position}.");
            destination = destination[count..];
            position += count;
        }
    }

    private void CheckRange(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, ReadOnlySpan<float> values, int start)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
            if (float.IsInfinity(values[i]) && double.IsFinite(value))
                throw SafetensorsFault.Of(
                    Path, entry.Name, FormattableString.Invariant($"holds {value} at index {start + i}, ")
                    + "which is beyond the range of F32 (±3.4E+38).");
        }
    }
}
