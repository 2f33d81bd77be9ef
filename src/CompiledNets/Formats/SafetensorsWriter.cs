using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompiledNets.Formats;

/// <summary>Writes a net to a stream in the safetensors format.</summary>
internal static class SafetensorsWriter
{
    public static void Write(ICompiledNet net, Stream stream)
    {
        byte[] header = SafetensorsHeader.Write(net.Tensors);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);

        float[] values = new float[net.Tensors.Select(tensor => tensor.Length).DefaultIfEmpty().Max()];
        foreach (TensorInfo tensor in net.Tensors)
        {
            Span<float> tensorValues = values.AsSpan(0, tensor.Length);
            net.ReadTensor(tensor.Name, tensorValues);
            ElementType.ToLittleEndian(tensorValues);
            for (int start = 0; start < tensor.Length; start += ElementType.ChunkLength)
                stream.Write(MemoryMarshal.AsBytes(tensorValues.Slice(start, Math.Min(ElementType.ChunkLength, tensor.Length - start))));
        }
    }
}
