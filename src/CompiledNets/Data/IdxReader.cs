using System.Buffers.Binary;

namespace CompiledNets;

/// <summary>Reads the parts of an IDX file from its decompressed bytes and believes none of them; every fault names the file.</summary>
internal sealed class IdxReader(string path, Stream stream)
{
    private const int UnsignedByte = 0x08;
    private const int MaxDimensions = 8;
    private const int FirstBuffer = 1 << 20;

    /// <summary>Reads the header: the sizes, outermost first, each at least 1, with a product that an array can hold.</summary>
    public int[] ReadShape()
    {
        Span<byte> start = stackalloc byte[4];
        int read = Fill(start);
        if (read < start.Length)
            throw Fault($"an IDX file starts with a header of 4 bytes; this one ends after {read}");
        if (start[0] != 0 || start[1] != 0)
            throw Fault($"an IDX file starts with two zero bytes; this one starts with 0x{start[0]:X2} 0x{start[1]:X2}");
        if (start[2] != UnsignedByte)
            throw Fault($"the values are of type 0x{start[2]:X2}; only unsigned bytes, 0x08, are supported");
        if (start[3] is 0 or > MaxDimensions)
            throw Fault($"the header claims {start[3]} dimensions; 1 to {MaxDimensions} are supported");

        var shape = new int[start[3]];
        long length = 1;
        for (int dimension = 0; dimension < shape.Length; dimension++)
        {
            shape[dimension] = ReadSize(dimension, shape.Length);
            length *= shape[dimension];
            if (length > Array.MaxLength)
                throw Fault($"the header claims {IdxFile.ShapeText(shape[..(dimension + 1)])} values, more than an array can hold");
        }

        return shape;
    }

    /// <summary>Reads the values, which must be as many as the shape says and the last of the file.</summary>
    public byte[] ReadValues(int[] shape)
    {
        int length = shape.Aggregate(1, (product, size) => product * size);
        // The buffer grows with what was read: a header that claims gigabytes costs nothing when nothing follows.
        var values = new byte[Math.Min(length, FirstBuffer)];
        int read = 0;
        while (true)
        {
            read += Fill(values.AsSpan(read));
            if (read < values.Length)
                throw Fault($"the header claims {IdxFile.ShapeText(shape)}, {length} bytes, but only {read} follow: the file is truncated");
            if (read == length)
                break;
            Array.Resize(ref values, (int)Math.Min(length, 2L * values.Length));
        }

        Span<byte> more = stackalloc byte[1];
        return Fill(more) == 0 ? values : throw Fault($"the header claims {IdxFile.ShapeText(shape)}, {length} bytes, but more follow");
    }

    private int ReadSize(int dimension, int dimensions)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (Fill(bytes) < bytes.Length)
            throw Fault($"the file ends before the sizes of its {dimensions} dimensions do");
        uint size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return size is not 0 and <= int.MaxValue
            ? (int)size
            : throw Fault($"the size of dimension {dimension} is {size}; it must be from 1 to {int.MaxValue}");
    }

    // Fewer bytes than asked for only at the end of the file.
    private int Fill(Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{path}: the gzip compression is damaged: {damage.Message}", damage);
        }
    }

    private InvalidDataException Fault(FormattableString fault) => new($"{path}: {FormattableString.Invariant(fault)}.");
}
