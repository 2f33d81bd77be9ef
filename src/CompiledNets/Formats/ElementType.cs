using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompiledNets.Formats;

/// <summary>The types of values that safetensors files can hold, and the values of those that a net can load.</summary>
internal static class ElementType
{
    /// <summary>How many values are converted at once: the bytes of a whole tensor can be more than one span holds.</summary>
    public const int ChunkLength = 1 << 16;

    public const string Float32 = "F32";
    public const string Float64 = "F64";
    private const string Float16 = "F16";
    private const string BFloat16 = "BF16";

    /// <summary>The bits of one value, or null where there is no such type.</summary>
    public static int? Bits(string dtype) => dtype switch
    {
        Float64 or "I64" or "U64" or "C64" => 64,
        Float32 or "I32" or "U32" => 32,
        Float16 or BFloat16 or "I16" or "U16" => 16,
        "I8" or "U8" or "BOOL" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 8,
        "F6_E2M3" or "F6_E3M2" => 6,
        "F4" => 4,
        _ => null,
    };

    public static bool IsFloatingPoint(string dtype) => dtype is Float32 or Float64 or Float16 or BFloat16;

    /// <summary>Converts values, which are little-endian in files, to floats: F16 and BF16 exactly, F64 to the nearest.</summary>
    /// <param name="dtype">One that <see cref="IsFloatingPoint"/>.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="values">As many floats as the bytes hold values.</param>
    public static void Decode(string dtype, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (dtype)
        {
            case Float32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                ToLittleEndian(values);
                break;
            case Float64:
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
                break;
            case Float16:
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * sizeof(ushort))..]);
                break;
            case BFloat16:
                for (int i = 0; i < values.Length; i++)
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]) << 16);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"Values of the type {dtype} have no floats.");
        }
    }

    /// <summary>Turns floats of this machine into those of a file, or back, in place: on most machines they are the same.</summary>
    public static void ToLittleEndian(Span<float> values)
    {
        if (BitConverter.IsLittleEndian)
            return;

        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }
}
