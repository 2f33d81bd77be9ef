using System.ComponentModel;

namespace CompiledNets.Formats;

/// <summary>
/// Writes and reads a net's tensors as a safetensors file: 8 bytes with the length of the header, little-endian; the header, a JSON
/// object from each tensor's name to its dtype, shape and place; the values. PyTorch users read it with <c>safetensors.torch</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Safetensors
{
    /// <summary>
    /// Writes all tensors, as F32 and in the net's order. The file is replaced as a whole or not at all: a crash leaves the old file or
    /// the new one.
    /// </summary>
    /// <param name="net">What to save.</param>
    /// <param name="path">Where to.</param>
    /// <exception cref="IOException">The file cannot be written; what was there before is unchanged.</exception>
    public static void Save(ICompiledNet net, string path)
    {
        ArgumentNullException.ThrowIfNull(net);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(net, stream));
    }

    /// <summary>
    /// Reads all tensors. The whole file is checked and read before the first tensor of the net is changed.
    /// </summary>
    /// <remarks>
    /// F16 and BF16 are converted exactly, F64 to the nearest float. NaN and infinities are values like others and are loaded, as
    /// PyTorch does. PyTorch's counters <c>num_batches_tracked</c> are not used; any other tensor that the net does not have is an error.
    /// </remarks>
    /// <param name="net">What to set.</param>
    /// <param name="path">Where from.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is malformed or of another net; the net is unchanged.</exception>
    public static void Load(ICompiledNet net, string path)
    {
        ArgumentNullException.ThrowIfNull(net);
        float[][] values = ReadAll(net, path);
        for (int i = 0; i < values.Length; i++)
            net.WriteTensor(net.Tensors[i].Name, values[i]);
    }

    private static float[][] ReadAll(ICompiledNet net, string path)
    {
        try
        {
            using var file = new SafetensorsFile(path);
            SafetensorsEntry[] entries = SafetensorsMatch.EntriesOf(net, file);
            return [.. entries.Select(file.ReadValues)];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The file '{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
