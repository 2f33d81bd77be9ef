using System.Globalization;
using System.IO.Compression;

namespace CompiledNets;

/// <summary>
/// An array of bytes from a file in MNIST's IDX format, plain or compressed with gzip: two zero bytes, the type (0x08: unsigned byte), the
/// number of dimensions, the dimensions as big-endian 32-bit integers, the values (LeCun, Cortes and Burges, "The MNIST database").
/// </summary>
/// <example>
/// <code>
/// IdxFile images = IdxFile.Read("train-images-idx3-ubyte.gz");
/// Console.WriteLine(images);                                  // [60000, 28, 28]
/// byte corner = images.Values.Span[0];
/// </code>
/// </example>
public sealed class IdxFile
{
    private IdxFile(string path, int[] shape, byte[] values)
    {
        Path = path;
        Shape = Array.AsReadOnly(shape);
        Values = values;
    }

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The sizes, outermost first: <c>[60000, 28, 28]</c> for images, <c>[60000]</c> for labels. None is 0.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values, row-major.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a file. Whether it is compressed is seen from its first bytes, not from its name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not IDX, not of unsigned bytes, or not as long as its header says; the message names file and fault.
    /// </exception>
    public static IdxFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        if (!IsCompressed(file))
            return Read(path, file);
        using var decompressed = new GZipStream(file, CompressionMode.Decompress);
        return Read(path, decompressed);
    }

    /// <summary>The shape: <c>[60000, 28, 28]</c>.</summary>
    public override string ToString() => ShapeText(Shape);

    internal static string ShapeText(IEnumerable<int> shape) =>
        $"[{string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";

    private static IdxFile Read(string path, Stream stream)
    {
        var reader = new IdxReader(path, stream);
        int[] shape = reader.ReadShape();
        return new IdxFile(path, shape, reader.ReadValues(shape));
    }

    private static bool IsCompressed(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }
}
